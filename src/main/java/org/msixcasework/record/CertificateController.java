package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Certificates of Eligibility over REST. */
@RestController
@RequestMapping("/api/coes/{number}")
class CertificateController {

    private final Certificates certificates;
    private final Children children;

    CertificateController(Certificates certificates, Children children) {
        this.certificates = certificates;
        this.children = children;
    }

    @PutMapping
    ResponseEntity<JsonNode> put(@PathVariable String number, @RequestBody JsonNode body) {
        var stored = certificates.put(number, body);
        return ResponseEntity.status(stored == Certificates.Stored.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(certificates.view(number));
    }

    @GetMapping
    JsonNode get(@PathVariable String number) {
        return certificates.read(number, Disclosure.Kind.VIEWED);
    }

    @GetMapping("/versions")
    Map<String, List<Certificates.Version>> versions(@PathVariable String number) {
        return Map.of("items", certificates.versions(number));
    }

    @GetMapping("/entry")
    Map<String, List<Children.Entry>> entry(@PathVariable String number) {
        return Map.of("children", children.entry(number));
    }

    record Link(@Nullable String existing) {}

    @PostMapping("/children/{child}/link")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void link(@PathVariable String number, @PathVariable String child, @RequestBody Link link) {
        var existing = link.existing();
        if (existing == null) {
            new Violations().add("existing", "is missing").refuseIfAny("record.bad-link", "The child was not linked.");
            return;
        }
        children.link(number, child, existing, Actor.current());
    }

    @PostMapping("/children/{child}/distinct")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void distinct(@PathVariable String number, @PathVariable String child) {
        children.declareDistinct(number, child, Actor.current());
    }
}
