package org.msixcasework.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the database alone needs: as many rows of the same size in as many transactions, inserted and changed by plain JDBC in
 * batches, by nobody who thinks about them.
 */
final class Floor {

    private static final String DATABASE = "floor";
    private static final int ROW_OVERHEAD = 120;

    private final Server server;

    Floor(Server server) throws SQLException {
        this.server = server;
        server.createOwned(DATABASE, "floor");
        server.execute(
                DATABASE,
                "create table line (id bigint generated always as identity primary key, key text not null, content text not null);"
                        + " create index line_key on line (key)");
    }

    /** @return seconds it took to write what {@code cases} cases wrote */
    double run(int clients, List<String> keys, Server.Counters written, int cases) throws Exception {
        var transactions = (int) Math.max(1, Math.round((double) written.writes() / cases));
        var inserts = (double) written.inserted() / cases / transactions;
        var changes = (double) written.changed() / cases / transactions;
        var content = "x".repeat((int) Math.max(20, written.size() / Math.max(1, written.inserted()) - ROW_OVERHEAD));
        var connections = new ThreadLocal<Connection>();
        return Clients.share(clients, keys, key -> {
            if (connections.get() == null) {
                var connection = server.connect(DATABASE);
                connection.setAutoCommit(false);
                connections.set(connection);
            }
            var inserted = 0;
            var changed = 0;
            for (var transaction = 1; transaction <= transactions; transaction++) {
                inserted += insert(connections.get(), key, content, (int) Math.round(inserts * transaction) - inserted);
                changed += change(connections.get(), key, (int) Math.round(changes * transaction) - changed);
                connections.get().commit();
            }
        });
    }

    private static int insert(Connection connection, String key, String content, int rows) throws SQLException {
        try (var statement = connection.prepareStatement("insert into line (key, content) values (?, ?)")) {
            for (var row = 0; row < rows; row++) {
                statement.setString(1, key);
                statement.setString(2, content);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return rows;
    }

    private static int change(Connection connection, String key, int rows) throws SQLException {
        try (var statement = connection.prepareStatement(
                "update line set content = reverse(content) where id = (select id from line where key = ? offset ? limit 1)")) {
            for (var row = 0; row < rows; row++) {
                statement.setString(1, key);
                statement.setInt(2, row % 5);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return rows;
    }
}
