package org.msixcasework.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Csv;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.core.WorkFolder;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.CaseSection;
import org.msixcasework.process.Cases;
import org.msixcasework.report.EvidenceReaders;
import org.msixcasework.report.Paper;
import org.msixcasework.report.Period;
import org.msixcasework.report.Report;
import org.msixcasework.sla.CaseReaders;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Evidence packs, for whoever monitors: of one case, and of a region's quarter. A pack is a document that people read, tables that
 * machines read, a checksum of each, and one for all. Equal content makes an equal checksum; when it was made stands in the
 * manifest only, which is not among what is summed.
 */
@Service
class Packs {

    /**
     * A pack that lies on the disk, to be handed out and deleted.
     *
     * @param checksum SHA-256 of its {@code SHA256SUMS}
     */
    record Made(Path path, String name, String checksum) {}

    /** What a pack says of itself. */
    private record Manifest(
            String about,
            Instant madeAt,
            String madeBy,
            String checksumOfSums,
            List<Checked.Written> files,
            String handling) {}

    /** A pack that was handed out. */
    public record Taken(Instant at, String actor, String checksum) {}

    private static final String ACTION = "evidence.taken";
    private static final int FETCHED = 500;
    private static final int MOST_TAKEN = 10;
    private static final int MOST_LATE = 500;

    private static final String OF_REGION = """
            with chosen as materialized (
                select f.* from case_file f join (
                    select process_key, business_key from case_file where region = ? and opened_at >= ? and opened_at < ?
                    union
                    select process_key, business_key from case_file where region = ? and closed_at >= ? and closed_at < ?
                    union
                    select k.process_key, k.business_key
                    from clock k join case_file o on o.process_key = k.process_key and o.business_key = k.business_key
                    where o.region = ? and k.due_on between ? and ?) of_quarter using (process_key, business_key)
                where process_key <> all (?))
            """;

    private final Cases cases;
    private final CaseReaders readers;
    private final Access access;
    private final Regions regions;
    private final CasePaper papers;
    private final Report timeliness;
    private final List<CaseSection> sections;
    private final Disclosures disclosures;
    private final Audit audit;
    private final ObjectMapper json;
    private final Time time;
    private final WorkFolder work;
    private final JdbcTemplate jdbc;

    Packs(
            Cases cases,
            CaseReaders readers,
            Access access,
            Regions regions,
            CasePaper papers,
            List<Report> reports,
            List<CaseSection> sections,
            Disclosures disclosures,
            Audit audit,
            ObjectMapper json,
            Time time,
            WorkFolder work,
            DataSource source) {
        this.cases = cases;
        this.readers = readers;
        this.access = access;
        this.regions = regions;
        this.papers = papers;
        this.timeliness = reports.stream()
                .filter(report -> report.key().equals("timeliness"))
                .findFirst()
                .orElseThrow();
        this.sections = sections;
        this.disclosures = disclosures;
        this.audit = audit;
        this.json = json;
        this.time = time;
        this.work = work;
        // thousands of cases are read row by row
        this.jdbc = new JdbcTemplate(source);
        this.jdbc.setFetchSize(FETCHED);
    }

    /** A case, for whoever may take it away. */
    @Transactional(readOnly = true)
    public CaseFile get(CaseRef ref) {
        var file = cases.get(ref);
        readers.require(file);
        if (!readers.mayTake(file)) {
            throw Rejected.forbidden(
                    "evidence.not-yours",
                    "The evidence of this case is taken away by the director of its region or by the State.");
        }
        return file;
    }

    /** Regions whose quarters the current user may take away. */
    List<String> choices() {
        return regions.everyKey().stream().filter(Packs::mayTake).toList();
    }

    private static boolean mayTake(String region) {
        return Actor.uses(group -> EvidenceReaders.ROLES.contains(group) && !Roles.REGIONAL.contains(group))
                || Actor.uses(Roles.in(Roles.REGIONAL_DIRECTOR, region)::equals);
    }

    /** The packs of a case or of a quarter that were handed out last. */
    @Transactional(readOnly = true)
    public List<Taken> taken(String about) {
        return audit.about("evidence", about, MOST_TAKEN).stream()
                .map(entry -> new Taken(entry.at(), entry.actor(), entry.detail()))
                .toList();
    }

    /** @throws Rejected FORBIDDEN if no region's evidence is the current user's to take */
    void requireAny() {
        if (choices().isEmpty()) {
            throw Rejected.forbidden(
                    "evidence.not-yours", "The evidence of a region is taken away by its director or by the State.");
        }
    }

    /** Under which name the log has a quarter. */
    static String about(String region, String quarter) {
        return "region %s %s".formatted(region, quarter);
    }

    /** What a region and a quarter have to be. */
    void check(@Nullable String region, @Nullable String quarter) {
        requireAny();
        new Violations()
                .unless(region != null && regions.everyKey().contains(region), "region", "is no region of the State")
                .unless(
                        quarter != null && Period.isQuarterName(quarter),
                        "quarter",
                        "has to be a quarter such as 2026-Q3")
                .refuseIfAny("evidence.bad-question", "The pack was not made.");
        if (region != null && !mayTake(region)) {
            throw Rejected.forbidden(
                    "evidence.not-yours", "The evidence of a region is taken away by its director or by the State.");
        }
    }

    /** How many cases a quarter has. */
    @Transactional(readOnly = true)
    public long count(String region, String quarter) {
        check(region, quarter);
        var choice = choice(region, Period.quarter(quarter));
        var count = jdbc.queryForObject(
                choice.with() + "select count(*) from chosen",
                Long.class,
                choice.values().toArray());
        return count == null ? 0 : count;
    }

    private PackTables.Choice choice(String region, Period quarter) {
        var from = Timestamp.from(quarter.from().atStartOfDay(Time.ZONE).toInstant());
        var to = Timestamp.from(quarter.to().plusDays(1).atStartOfDay(Time.ZONE).toInstant());
        return new PackTables.Choice(
                OF_REGION,
                List.of(
                        region,
                        from,
                        to,
                        region,
                        from,
                        to,
                        region,
                        Date.valueOf(quarter.from()),
                        Date.valueOf(quarter.to()),
                        access.concealed().toArray(String[]::new)));
    }

    /** Puts the pack of a case on the disk. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Made ofCase(CaseRef ref) {
        var file = get(ref);
        return made(
                ref.toString(),
                "evidence-%s-%s.zip".formatted(ref.process(), ref.businessKey().replaceAll("[^A-Za-z0-9._-]", "_")),
                papers.of(file),
                PackTables.ofCase(),
                PackTables.of(ref));
    }

    /** Puts the pack of a region's quarter on the disk. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Made ofRegion(String region, String quarter) {
        check(region, quarter);
        var period = Period.quarter(quarter);
        var choice = choice(region, period);
        return made(
                about(region, quarter),
                "evidence-%s-%s.zip".formatted(region, quarter),
                paper(region, quarter, period),
                PackTables.ofRegion(),
                choice);
    }

    private Made made(String about, String name, byte[] paper, List<PackTables.Of> tables, PackTables.Choice choice) {
        try {
            var path = work.file("evidence", ".zip");
            try (var out = Files.newOutputStream(path)) {
                var zip = new Checked(out);
                zip.file("evidence.pdf", to -> to.write(paper));
                zip.file("HANDLING.txt", to -> to.write((HandlingNotice.TEXT + "\n").getBytes(StandardCharsets.UTF_8)));
                for (var table : tables) {
                    zip.file(table.name(), to -> rows(choice, table, new CsvRows(to)));
                    zip.file(table.name().replace(".csv", ".json"), to -> rows(choice, table, new JsonRows(to)));
                }
                var sums = zip.sums();
                var manifest = new Manifest(
                        about, time.instant(), Actor.current(), sums.sha256(), zip.files(), HandlingNotice.TEXT);
                zip.file(
                        "manifest.json",
                        to -> to.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest)));
                zip.finish();
                return new Made(path, name, sums.sha256());
            } catch (IOException | RuntimeException failed) {
                Files.deleteIfExists(path);
                throw failed;
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private interface Rows {
        void begin(List<String> columns) throws IOException;

        void row(List<?> cells) throws IOException;

        void end() throws IOException;
    }

    private static final class CsvRows implements Rows {

        private final OutputStream out;

        CsvRows(OutputStream out) {
            this.out = out;
        }

        @Override
        public void begin(List<String> columns) throws IOException {
            row(columns);
        }

        @Override
        public void row(List<?> cells) throws IOException {
            out.write(Csv.line(cells).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void end() {
            // a table ends with its last line
        }
    }

    private final class JsonRows implements Rows {

        private final OutputStream out;
        private List<String> columns = List.of();
        private boolean first = true;

        JsonRows(OutputStream out) {
            this.out = out;
        }

        @Override
        public void begin(List<String> names) throws IOException {
            columns = names;
            out.write('[');
        }

        @Override
        public void row(List<?> cells) throws IOException {
            var object = new LinkedHashMap<String, @Nullable Object>();
            for (var column = 0; column < cells.size(); column++) {
                object.put(columns.get(column), cells.get(column));
            }
            out.write((first ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
            out.write(json.writeValueAsBytes(object));
            first = false;
        }

        @Override
        public void end() throws IOException {
            out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void rows(PackTables.Choice choice, PackTables.Of table, Rows rows) throws IOException {
        var columns = new ArrayList<String>();
        jdbc.query(
                choice.with() + table.query(),
                (ResultSet result) -> {
                    try {
                        var names = result.getMetaData();
                        for (var column = 1; column <= names.getColumnCount(); column++) {
                            columns.add(names.getColumnLabel(column));
                        }
                        rows.begin(columns);
                        while (result.next()) {
                            rows.row(cells(result, columns.size()));
                        }
                        rows.end();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                    return columns.size();
                },
                choice.values().toArray());
    }

    private static List<@Nullable Object> cells(ResultSet row, int columns) throws SQLException {
        var cells = new ArrayList<@Nullable Object>();
        for (var column = 1; column <= columns; column++) {
            var cell = row.getObject(column);
            cells.add(
                    cell instanceof Timestamp at
                            ? at.toInstant()
                                    .atZone(Time.ZONE)
                                    .toOffsetDateTime()
                                    .toString()
                            : cell instanceof Date day ? day.toLocalDate().toString() : cell);
        }
        return cells;
    }

    private byte[] paper(String region, String quarter, Period period) {
        var result =
                timeliness.run(new Report.Question(period.from(), period.to(), region, Optional.of(List.of(region))));
        var count = count(region, quarter);
        var paper = new Paper("Evidence: region %s, %s".formatted(region, quarter), HandlingNotice.TEXT, true);
        paper.text(
                ("This document shows how the Migrant Education Program of region %s kept the deadlines of law and policy from %s to %s."
                                + " It covers the %d cases that were opened or closed in those days, or of which a deadline ended in them. It"
                                + " names no child: children stand here by their number in the State's records.")
                        .formatted(region, Paper.day(period.from()), Paper.day(period.to()), count));
        paper.text(
                "On time means done by the end of the day that the law or policy gives. Late means done after that. Open means that the"
                        + " day has not come yet. Overdue means that it has passed, and what is asked is not done.");
        result.charts().forEach(paper::chart);
        paper.heading("Deadlines that ended in the quarter")
                .table(result.tables().get(0));
        var late = result.tables().get(2);
        paper.heading("Late, and why");
        if (late.rows().isEmpty()) {
            paper.text("Nothing was late.");
        } else {
            if (late.rows().size() > MOST_LATE) {
                paper.text("The first %d of %d; the others are in clocks.csv."
                        .formatted(MOST_LATE, late.rows().size()));
            }
            paper.table(new Table(
                    late.title(),
                    late.columns(),
                    late.rows().stream().limit(MOST_LATE).toList()));
        }
        paper.heading("What else is in this pack");
        paper.table(new Table(
                "Files",
                List.of("File", "What it holds"),
                PackTables.ofRegion().stream()
                        .<List<?>>map(each -> Table.row(each.name(), PackTables.WORDS.get(each.name())))
                        .toList()));
        paper.text(
                "Each table is there once for spreadsheets (.csv) and once for programs (.json). SHA256SUMS has a checksum of each file:"
                        + " the command \u201csha256sum -c SHA256SUMS\u201d compares them. The checksum of SHA256SUMS itself stands in manifest.json,"
                        + " and in the log of the State's system with who took the pack away and when.");
        return paper.finished();
    }

    /** Writes down that a pack of a case leaves: who, which, its checksum, and whose record it tells of (PRV-4). */
    @Transactional
    public void noted(CaseRef ref, Made made) {
        audit.note(ACTION, ref.toString(), made.checksum());
        var children = children(ref);
        if (!children.isEmpty()) {
            disclosures.note(Disclosure.Kind.EXPORTED, children, "evidence pack of case " + ref, purpose(ref), null);
        }
    }

    private List<String> children(CaseRef ref) {
        var known = jdbc.queryForList(
                """
                select state_student_id from child k join case_file f on f.subject_key = k.state_student_id
                where f.process_key = ? and f.business_key = ?
                union
                select student_id from certificate_child c join child k on k.state_student_id = c.student_id
                where ? = 'coe' and c.number = ?
                """, String.class, ref.process(), ref.businessKey(), ref.process(), ref.businessKey());
        return Stream.concat(
                        known.stream(),
                        sections.stream()
                                .filter(section -> section.process().equals(ref.process()))
                                .flatMap(section -> section.children(ref).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    private String purpose(CaseRef ref) {
        return sections.stream()
                .filter(section -> section.process().equals(ref.process()))
                .map(CaseSection::purpose)
                .findFirst()
                .orElse("PARTICIPATION");
    }

    /** Writes down that a pack of a quarter leaves. */
    @Transactional
    public void noted(String region, String quarter, Made made) {
        audit.note(ACTION, about(region, quarter), made.checksum());
    }

    /** The quarters that can be chosen, latest first. */
    List<String> quarters() {
        var quarters = new ArrayList<String>();
        var quarter = Period.quarterOf(time.today());
        for (var count = 0; count < 8; count++) {
            quarters.add(quarter.quarterName());
            quarter = quarter.quarterBefore();
        }
        return quarters;
    }

    /** The quarter that has ended last. */
    String lastQuarter() {
        return Period.quarterOf(time.today()).quarterBefore().quarterName();
    }
}
