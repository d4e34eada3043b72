package org.msixcasework.account;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The accounts: roles, training, Rules of Behavior, inactivity and locks (RPT-2). */
@Component
class AccountsReport implements Report {

    private static final String ACCOUNTS = """
            select a.user_id, a.rules_version, a.rules_accepted_at, a.last_active_at, a.first_signed_in_at, a.disabled_at,
                a.disabled_why, a.closed_at, a.created_at, m.groups, t.expires_on
            from account a
                left join (
                    select user_id_, array_agg(group_id_ order by group_id_) as groups from act_id_membership
                    group by user_id_) m on m.user_id_ = a.user_id
                left join (
                    select user_id, max(expires_on) as expires_on from training_record group by user_id) t
                    on t.user_id = a.user_id
            where cast(? as text) is null or exists (select 1 from unnest(m.groups) g where g like '%.' || ?)
            order by a.user_id
            """;

    private static final int LONG_UNUSED = 60;

    private static final List<String> COUNTS =
            List.of("Active", "Disabled", TOTAL, "Rules unsigned", "Training lapsed", "Unused 60 days");

    /** What is counted of one account. */
    private record Line(
            String userId,
            List<String> groups,
            String state,
            boolean isOpen,
            @Nullable String rules,
            @Nullable LocalDate rulesOn,
            @Nullable LocalDate trainedUntil,
            LocalDate lastActive,
            long unused,
            boolean isLapsed) {

        List<?> cells() {
            return Table.row(
                    userId,
                    String.join(", ", groups),
                    state,
                    rulesOn == null ? "not signed" : rulesOn,
                    rules,
                    trainedUntil == null ? "none" : trainedUntil,
                    lastActive,
                    unused);
        }
    }

    private final JdbcTemplate jdbc;
    private final Time time;

    AccountsReport(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public String key() {
        return "accounts";
    }

    @Override
    public String name() {
        return "Accounts";
    }

    @Override
    public String about() {
        return "Who has access now and in which role, whether training and Rules of Behavior are in force, who has not signed in for"
                + " long, and who is locked out and why. The days do not matter.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);
    }

    @Override
    public boolean aggregate() {
        return false;
    }

    @Override
    public Result run(Question question) {
        var lines = lines(question);
        var byRole = new TreeMap<String, List<Line>>();
        lines.stream()
                .filter(line -> !line.state().equals("closed"))
                .forEach(line -> line.groups().stream()
                        .map(Roles::roleOf)
                        .distinct()
                        .forEach(role -> byRole.computeIfAbsent(role, key -> new ArrayList<>())
                                .add(line)));
        var counts = byRole.entrySet().stream()
                .<List<?>>map(role -> counts(role.getKey(), role.getValue()))
                .toList();
        var why = lines.stream()
                .filter(line -> !line.isOpen())
                .collect(Collectors.groupingBy(Line::state, TreeMap::new, Collectors.counting()));
        var columns = new ArrayList<>(List.of("Role"));
        columns.addAll(COUNTS);
        return new Result(
                List.of(new Chart(
                        "Accounts by role",
                        List.of(new Chart.Part("Active", "met"), new Chart.Part("Disabled", "late")),
                        counts.stream()
                                .map(row -> new Chart.Bar(
                                        String.valueOf(row.get(0)), null, List.of((Long) row.get(1), (Long)
                                                row.get(2))))
                                .toList())),
                List.of(
                        new Table("By role", columns, counts),
                        new Table(
                                "Disabled, and why",
                                List.of("Why", "Accounts"),
                                why.entrySet().stream()
                                        .<List<?>>map(each -> Table.row(each.getKey(), each.getValue()))
                                        .toList()),
                        new Table(
                                "Accounts",
                                List.of(
                                        "User",
                                        "Groups",
                                        "State",
                                        "Rules signed",
                                        "Version",
                                        "Trained until",
                                        "Last active",
                                        "Days unused"),
                                lines.stream().<List<?>>map(Line::cells).toList())));
    }

    private static List<?> counts(String role, List<Line> lines) {
        var active = lines.stream().filter(Line::isOpen).toList();
        return Table.row(
                role,
                (long) active.size(),
                (long) lines.size() - active.size(),
                (long) lines.size(),
                active.stream().filter(line -> line.rulesOn() == null).count(),
                active.stream().filter(Line::isLapsed).count(),
                active.stream().filter(line -> line.unused() >= LONG_UNUSED).count());
    }

    private List<Line> lines(Question question) {
        var today = time.today();
        return jdbc.query(
                ACCOUNTS,
                (row, number) -> {
                    var why = row.getString("disabled_why");
                    var isClosed = row.getTimestamp("closed_at") != null;
                    var expires = row.getDate("expires_on");
                    var trainedUntil = expires == null ? null : expires.toLocalDate();
                    var lastActive = dayOf(row.getTimestamp("last_active_at"));
                    return new Line(
                            row.getString("user_id"),
                            groups(row.getArray("groups")),
                            isClosed
                                    ? "closed"
                                    : why == null
                                            ? "active"
                                            : why.toLowerCase(Locale.ROOT).replace('_', ' '),
                            why == null,
                            row.getString("rules_version"),
                            row.getTimestamp("rules_accepted_at") == null
                                    ? null
                                    : dayOf(row.getTimestamp("rules_accepted_at")),
                            trainedUntil,
                            lastActive,
                            Math.max(0, ChronoUnit.DAYS.between(lastActive, today)),
                            trainedUntil == null || trainedUntil.isBefore(today));
                },
                question.region(),
                question.region());
    }

    private static LocalDate dayOf(Timestamp at) {
        return LocalDate.ofInstant(at.toInstant(), Time.ZONE);
    }

    private static List<String> groups(@Nullable Array groups) throws SQLException {
        return groups == null ? List.of() : Arrays.asList((String[]) groups.getArray());
    }
}
