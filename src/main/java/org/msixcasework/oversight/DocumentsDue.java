package org.msixcasework.oversight;

import org.msixcasework.core.Actor;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** Tells everybody on every page how many documents wait for his acknowledgement (GOV-1). */
@ControllerAdvice
class DocumentsDue {

    private final Documents documents;

    DocumentsDue(Documents documents) {
        this.documents = documents;
    }

    /** Counted where a page shows it, and by no answer that is not a page. */
    @ModelAttribute
    void count(Model model) {
        model.addAttribute("documentsDue", new LazyContextVariable<Integer>() {
            @Override
            protected Integer loadValue() {
                return Actor.user().equals(Actor.SYSTEM) ? 0 : documents.due();
            }
        });
    }
}
