package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.RECORDS;

import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.process.Processes;
import org.msixcasework.record.ChildRegions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Children and certificates: each child belongs to a region and is one child to MSIX, each certificate has its case. */
@Configuration(proxyBeanMethods = false)
class RecordChecks {

    private static final String COE = "coe";

    private static final String CERTIFICATE = """
            select c.number as id, null as process_key, null as business_key, c.number as label, %s as detail
            from certificate c
            where not exists (select 1 from case_file f where f.process_key = 'coe' and f.subject_key = c.number)
                and not exists (select 1 from case_file f
                    where f.process_key = 'coe' and f.business_key = c.number)
                and c.changed_at < :now::timestamptz - interval '1 day'
            """;

    private final Question question;
    private final ChildRegions children;
    private final Processes processes;
    private final JdbcClient jdbc;

    RecordChecks(Question question, ChildRegions children, Processes processes, JdbcClient jdbc) {
        this.question = question;
        this.children = children;
        this.processes = processes;
        this.jdbc = jdbc;
    }

    @Bean
    Check childOfNoRegion() {
        return question.check(
                "child-of-no-region",
                RECORDS,
                "Child of a region that does not exist",
                "Only State roles see the child, and nobody in a region works for it.",
                """
                select c.state_student_id as id, null as process_key, null as business_key, c.state_student_id as label,
                    'in ' || c.region as detail
                from child c where not exists (select 1 from region r where r.key = c.region)
                """,
                new Check.EachRepair(
                        "Follow their certificates",
                        "Each child goes to the region of its latest approved certificate. One without any stays: give it a"
                                + " district in its enrollment, which decides.",
                        affected -> settle(affected.id())));
    }

    private void settle(String student) {
        var found = jdbc.sql("select region from child where state_student_id = ?")
                .param(student)
                .query(String.class)
                .single();
        var region = jdbc.sql("""
                        select c.region from certificate_child l join certificate c on c.number = l.number
                            join region r on r.key = c.region
                        where l.student_id = ? and c.status = 'APPROVED'
                        order by c.approved_on desc nulls last, c.number limit 1
                        """)
                .param(student)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Rejected.refused(
                        "selfcheck.no-certificate", "Child %s has no approved certificate".formatted(student)));
        children.move(new ChildRegions.Member(student, found), region, "self-check");
    }

    @Bean
    Check certificateNotOpened() {
        return question.check(
                "certificate-not-opened",
                RECORDS,
                "Certificate that nobody reviews",
                "The certificate was stored more than a day ago, but its case was never opened.",
                CERTIFICATE.formatted("'stored on ' || (c.created_at at time zone 'America/New_York')::date")
                        + "and c.status = 'SUBMITTED'",
                new Check.EachRepair(
                        "Open their cases",
                        "The case of each certificate opens, and the reviewer has a task for it.",
                        affected -> open(affected.id())));
    }

    private void open(String number) {
        var region = jdbc.sql("select region from certificate where number = ?")
                .param(number)
                .query(String.class)
                .single();
        processes.open(new CaseRef(COE, number), Map.of("region", region));
    }

    @Bean
    Check certificateWithoutCase() {
        return question.check(
                "certificate-without-case",
                RECORDS,
                "Approved certificate without a case",
                "No clock counts the ten working days of the certificate, and nobody is asked to enter its children.",
                CERTIFICATE.formatted("'approved on ' || coalesce(c.approved_on::text, 'an unknown day')")
                        + "and c.status = 'APPROVED'",
                new Check.NoRepair(
                        "A case opens for a certificate that awaits its review, and this one was approved. Correct"
                                + " the certificate where it was written: the correction opens a case of its own, which is reviewed."));
    }

    @Bean
    Check childTwiceInMsix() {
        return question.check(
                "child-twice-in-msix",
                RECORDS,
                "Two children of one MSIX ID",
                "MSIX says that they are one child, and here are two records of it.",
                """
                select c.state_student_id as id, null as process_key, null as business_key,
                    c.msix_id || ' ' || c.state_student_id as label, 'MSIX ID ' || c.msix_id as detail
                from child c
                where not c.merged and c.msix_id in (select d.msix_id from child d where not d.merged
                    group by d.msix_id having count(*) > 1)
                """,
                new Check.NoRepair(
                        "Whether two records are one child is decided by people, and by another person than the one"
                                + " who asks: open a merge for them."));
    }
}
