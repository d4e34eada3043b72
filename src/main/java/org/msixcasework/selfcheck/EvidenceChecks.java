package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.EVIDENCE;

import java.util.List;
import java.util.Objects;
import org.msixcasework.audit.Verification;
import org.msixcasework.process.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What may have to prove something: the audit log is whole, and nothing under a hold has a day on which it goes. */
@Configuration(proxyBeanMethods = false)
class EvidenceChecks {

    private final Question question;
    private final Verification verification;
    private final History history;

    EvidenceChecks(Question question, Verification verification, History history) {
        this.question = question;
        this.verification = verification;
        this.history = history;
    }

    @Bean
    Check auditLogBroken() {
        return new Chain();
    }

    /** The chain is walked, not asked. */
    private final class Chain implements Check {

        @Override
        public String key() {
            return "audit-log-broken";
        }

        @Override
        public Area area() {
            return EVIDENCE;
        }

        @Override
        public String name() {
            return "Audit log that does not fit its chain";
        }

        @Override
        public String meaning() {
            return "An entry of the audit log was changed, deleted or cut off.";
        }

        @Override
        public long count() {
            return verification.verify().total();
        }

        @Override
        public List<Affected> list(int limit, long offset) {
            return verification.verify().findings().stream()
                    .skip(offset)
                    .limit(limit)
                    .map(finding -> new Affected(
                            String.valueOf(finding.entry()),
                            finding.kind() + (finding.entry() == null ? "" : " entry " + finding.entry()),
                            null,
                            finding.sentence()))
                    .toList();
        }

        @Override
        public Remedy remedy() {
            return new NoRepair(
                    "A program that mended the log could forge it. Report a security incident, keep the database as"
                            + " it is, and compare it with the last copy that was kept elsewhere.");
        }
    }

    @Bean
    Check heldButGoing() {
        return question.check(
                "held-but-going",
                EVIDENCE,
                "Case under a hold that the clean-up would delete",
                "A legal hold keeps the case, but the engine has a day on which its history goes.",
                """
                with held as (
                    select h.kind, h.key from legal_hold h
                    where not exists (select 1 from legal_hold_lifted l where l.hold_id = h.id))
                , kept as (
                    select f.* from held h join case_file f on h.kind = 'CASE'
                        and f.process_key = split_part(h.key, ' ', 1)
                        and f.business_key = substr(h.key, length(split_part(h.key, ' ', 1)) + 2)
                    union
                    select f.* from held h join case_file f on h.kind in ('CHILD', 'ACCOUNT') and f.subject_key = h.key)
                select k.process_key || ' ' || k.business_key as id, k.process_key, k.business_key,
                    k.process_key || ' ' || k.business_key as label,
                    'would go on ' || to_char(p.removal_time_, 'YYYY-MM-DD') as detail
                from kept k join act_hi_procinst p on p.id_ = k.process_instance_id
                where p.removal_time_ is not null
                """,
                new Check.EachRepair(
                        "Keep them",
                        "The day is taken from everything that the engine remembers of each case.",
                        affected -> history.keep(Objects.requireNonNull(affected.ref()))));
    }
}
