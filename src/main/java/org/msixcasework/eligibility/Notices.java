package org.msixcasework.eligibility;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.record.ChildIneligible;
import org.msixcasework.record.Children;
import org.msixcasework.record.Eligibility;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells the regions whose eligibility ends soon and who was found ineligible (COE-17, COE-18). Mails carry keys only. */
@Service
class Notices {

    /** Spans in calendar days, shortest first: each child is told of once in each. */
    private static final List<Integer> SPANS = List.of(30, 60);

    private static final CaseNotice.Key PROCESS = new CaseNotice.Key("eligibility");

    private final JdbcTemplate jdbc;
    private final Eligibility eligibility;
    private final Children children;
    private final Regions regions;
    private final Mailbox mailbox;
    private final Time time;

    Notices(
            JdbcTemplate jdbc,
            Eligibility eligibility,
            Children children,
            Regions regions,
            Mailbox mailbox,
            Time time) {
        this.jdbc = jdbc;
        this.eligibility = eligibility;
        this.children = children;
        this.regions = regions;
        this.mailbox = mailbox;
        this.time = time;
    }

    @EventListener
    @Order(4)
    @Transactional
    public void on(TimeMoved moved) {
        tellOfExpiries();
    }

    /** Tells the data specialists of each region once a day and span of children whose eligibility ends within it. */
    @Transactional
    public void tellOfExpiries() {
        var today = time.today();
        for (var region : regions.everyKey()) {
            var from = today;
            for (var span : SPANS) {
                var to = today.plusDays(span);
                tell(region, span, eligibility.expiries(List.of(region), from, to));
                from = to.plusDays(1);
            }
        }
    }

    private void tell(String region, int span, List<Eligibility.Expiry> expiries) {
        var untold = expiries.stream().filter(expiry -> isFirst(expiry, span)).toList();
        if (!untold.isEmpty()) {
            var key = new CaseNotice.Key("%s-%s".formatted(region, time.today()));
            queue(
                    CaseNotice.Kind.EXPIRY,
                    key,
                    Roles.DATA_SPECIALIST,
                    region,
                    span,
                    untold.get(0).expires(),
                    null);
        }
    }

    private boolean isFirst(Eligibility.Expiry expiry, int span) {
        return jdbc.update(
                        """
                        insert into expiry_notice (student_id, expires_on, days, sent_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """,
                        expiry.stateStudentId(),
                        Date.valueOf(expiry.expires()),
                        span,
                        Timestamp.from(time.instant()))
                == 1;
    }

    /** The region stops services (COE-17). */
    @EventListener
    void on(ChildIneligible found) {
        var student = found.stateStudentId();
        var region = children.region(student);
        var msixId = children.msixId(student).map(CaseNotice.MsixId::new).orElse(null);
        for (var role : List.of(Roles.DATA_SPECIALIST, Roles.REGIONAL_DIRECTOR)) {
            queue(
                    CaseNotice.Kind.INELIGIBLE,
                    new CaseNotice.Key("child-" + student),
                    role,
                    region,
                    0,
                    found.on(),
                    msixId);
        }
    }

    private void queue(
            CaseNotice.Kind kind,
            CaseNotice.Key key,
            String role,
            String region,
            int level,
            LocalDate on,
            CaseNotice.@Nullable MsixId msixId) {
        mailbox.queue(
                Roles.in(role, region),
                new CaseNotice(
                        kind,
                        PROCESS,
                        key,
                        new CaseNotice.Key("ELIGIBILITY"),
                        new CaseNotice.Key(role),
                        level,
                        0,
                        on,
                        false,
                        msixId));
    }
}
