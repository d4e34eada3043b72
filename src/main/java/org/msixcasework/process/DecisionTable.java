package org.msixcasework.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;

/** Reads the rows of a decision table that is data rather than a decision of a process. */
public final class DecisionTable {

    private DecisionTable() {}

    /**
     * The rows in their order; each maps the variable of a column to the text of its cell, without quotes.
     *
     * @param resource path of a DMN file on the class path with one decision table
     */
    public static List<Map<String, String>> rows(String resource) {
        var table = read(resource)
                .getModelElementsByType(org.camunda.bpm.model.dmn.instance.DecisionTable.class)
                .iterator()
                .next();
        var columns = new ArrayList<String>();
        table.getInputs().forEach(input -> columns.add(input.getCamundaInputVariable()));
        table.getOutputs().forEach(output -> columns.add(output.getName()));
        return table.getRules().stream().map(rule -> row(rule, columns)).toList();
    }

    /** Version tag of the decision in a DMN file on the class path. */
    public static String version(String resource) {
        var tag = read(resource)
                .getModelElementsByType(Decision.class)
                .iterator()
                .next()
                .getVersionTag();
        if (tag == null) {
            throw new IllegalStateException("The decision table %s has no version tag".formatted(resource));
        }
        return tag;
    }

    private static DmnModelInstance read(String resource) {
        try (InputStream file = DecisionTable.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("The decision table %s is missing".formatted(resource));
            }
            return Dmn.readModelFromStream(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> row(Rule rule, List<String> columns) {
        var row = new LinkedHashMap<String, String>();
        var cells = new ArrayList<String>();
        rule.getInputEntries().forEach(entry -> cells.add(entry.getTextContent()));
        rule.getOutputEntries().forEach(entry -> cells.add(entry.getTextContent()));
        for (var column = 0; column < columns.size(); column++) {
            row.put(columns.get(column), cells.get(column).strip().replaceAll("^\"|\"$", ""));
        }
        return row;
    }
}
