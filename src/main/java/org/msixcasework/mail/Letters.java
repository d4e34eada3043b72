package org.msixcasework.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.msixcasework.core.CaseworkProperties;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Turns notices into words, by the templates in {@code mail/}: the first line is the subject. */
@Component
class Letters {

    record Letter(String subject, String text) {}

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final String site;
    private final String link;
    private final DutyNames duties;

    Letters(CaseworkProperties casework, DutyNames duties) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("mail/");
        resolver.setSuffix(".txt");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        site = casework.baseUrl();
        link = site + "/camunda/app/tasklist/default/";
        this.duties = duties;
    }

    /** One notice in its own words, several as a digest. */
    Letter write(List<CaseNotice> notices) {
        return write(notices, "");
    }

    /** As {@link #write(List)}, with what stands for the secret part of a link; see {@link CaseNotice.Kind#ACCOUNT_LINK}. */
    Letter write(List<CaseNotice> notices, String token) {
        var model = new HashMap<String, Object>(Map.of("link", link, "site", site, "token", token));
        if (notices.size() == 1) {
            var notice = notices.get(0);
            model.put("notice", notice);
            model.put("duty", duty(notice));
            model.put("role", notice.role().value().replace('-', ' '));
            return letter(notice.kind().name().toLowerCase(Locale.ROOT), model);
        }
        model.put("notices", notices);
        model.put("duties", notices.stream().map(this::duty).toList());
        model.put("count", notices.size());
        return letter("digest", model);
    }

    private String duty(CaseNotice notice) {
        return duties.of(notice.deadline().value());
    }

    private Letter letter(String template, Map<String, Object> model) {
        var text = engine.process(template, new Context(Locale.US, model));
        var end = text.indexOf('\n');
        return new Letter(
                text.substring(0, end).strip(), text.substring(end + 1).strip() + "\n");
    }
}
