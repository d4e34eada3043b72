package org.msixcasework.board;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A BPMN diagram as it was laid out, ready to be drawn: what {@code path.html} needs to make an SVG of it on the server, without a
 * script and within the content security policy. It draws what our diagrams are made of; anything else becomes a box with its name.
 */
record Diagram(Box frame, List<Node> nodes, List<Flow> flows) {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";

    private static final double MARGIN = 20;
    private static final double LINE = 14;
    private static final double LETTER = 6.2;

    /** A place in the drawing. */
    record Box(double x, double y, double width, double height) {

        public double middle() {
            return x + width / 2;
        }

        public double centre() {
            return y + height / 2;
        }

        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }
    }

    /** A line of text, by its middle or, for the title of a stretch, by its beginning. */
    record Text(double x, double y, String text) {}

    /** How a node looks. */
    enum Shape {
        EVENT,
        GATEWAY,
        TASK,
        STRETCH
    }

    /**
     * An element of the diagram.
     *
     * @param type such as {@code userTask}
     * @param sign what is drawn inside: {@code timer}, {@code message}, {@code error}, {@code terminate}, {@code exclusive},
     *     {@code parallel}, {@code eventBased}, {@code person}, or nothing
     * @param dashed a sub-process that an event starts, or an event that interrupts nothing
     */
    record Node(
            String id, String type, Shape shape, String name, Box box, String sign, boolean dashed, List<Text> texts) {}

    /** A flow between two elements. */
    record Flow(String id, String source, String target, String points, List<Text> texts) {}

    /** @throws IllegalArgumentException if it is no BPMN diagram */
    static Diagram read(String bpmn) {
        var document = parse(bpmn);
        var elements = new HashMap<String, Element>();
        all(document.getElementsByTagNameNS(BPMN, "*"))
                .filter(element -> element.hasAttribute("id"))
                .forEach(element -> elements.put(element.getAttribute("id"), element));
        var nodes = all(document.getElementsByTagNameNS(DI, "BPMNShape"))
                .flatMap(shape -> Stream.ofNullable(elements.get(shape.getAttribute("bpmnElement")))
                        .map(element -> node(element, shape)))
                // what lies around others is drawn before them
                .sorted(Comparator.comparingDouble((Node node) -> node.shape() == Shape.STRETCH
                                ? node.box().width() * node.box().height()
                                : 0)
                        .reversed())
                .toList();
        var flows = all(document.getElementsByTagNameNS(DI, "BPMNEdge"))
                .flatMap(edge -> Stream.ofNullable(elements.get(edge.getAttribute("bpmnElement")))
                        .map(element -> flow(element, edge)))
                .toList();
        return new Diagram(frame(nodes), nodes, flows);
    }

    private static Element parse(String bpmn) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(bpmn)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException noDiagram) {
            throw new IllegalArgumentException("not a BPMN diagram", noDiagram);
        }
    }

    private static Stream<Element> all(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item).map(Element.class::cast);
    }

    private static Node node(Element element, Element drawn) {
        var type = element.getLocalName();
        var shape = shapeOf(type);
        var box = boxOf(drawn);
        var name = element.getAttribute("name");
        var label = firstOf(drawn, DI, "BPMNLabel");
        return new Node(
                element.getAttribute("id"),
                type,
                shape,
                name,
                box,
                signOf(element),
                "true".equals(element.getAttribute("triggeredByEvent"))
                        || "false".equals(element.getAttribute("isInterrupting"))
                        || "false".equals(element.getAttribute("cancelActivity")),
                textsOf(shape, name, box, label == null ? null : boxOf(label)));
    }

    private static Shape shapeOf(String type) {
        if (type.endsWith("Event")) {
            return Shape.EVENT;
        }
        if (type.endsWith("Gateway")) {
            return Shape.GATEWAY;
        }
        return type.equals("subProcess") ? Shape.STRETCH : Shape.TASK;
    }

    private static String signOf(Element element) {
        var definitions = Map.of(
                "timerEventDefinition", "timer",
                "messageEventDefinition", "message",
                "errorEventDefinition", "error",
                "terminateEventDefinition", "terminate");
        var types = Map.of(
                "exclusiveGateway", "exclusive",
                "parallelGateway", "parallel",
                "eventBasedGateway", "eventBased",
                "userTask", "person");
        return children(element)
                .map(child -> definitions.get(child.getLocalName()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(types.getOrDefault(element.getLocalName(), ""));
    }

    private static Stream<Element> children(Element element) {
        var list = element.getChildNodes();
        return IntStream.range(0, list.getLength())
                .mapToObj(list::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static List<Text> textsOf(Shape shape, String name, Box box, @Nullable Box label) {
        return switch (shape) {
            case STRETCH -> List.of(new Text(box.x() + 10, box.y() + 18, name));
            case TASK -> {
                var lines = wrapped(name, box.width() - 12);
                yield stacked(lines, box.middle(), box.centre() - (lines.size() - 1) * LINE / 2 + 4);
            }
            case EVENT, GATEWAY -> {
                var at = label == null ? new Box(box.middle() - 45, box.bottom() + 4, 90, LINE) : label;
                var lines = wrapped(name, Math.max(at.width(), 50));
                // what stands above stays above, however many lines it takes
                yield stacked(
                        lines,
                        at.middle(),
                        at.bottom() <= box.y() ? at.bottom() - 3 - (lines.size() - 1) * LINE : at.y() + 11);
            }
        };
    }

    private static List<Text> stacked(List<String> lines, double middle, double first) {
        return IntStream.range(0, lines.size())
                .mapToObj(line -> new Text(middle, first + line * LINE, lines.get(line)))
                .toList();
    }

    private static List<String> wrapped(String text, double width) {
        var longest = Math.max(6, (int) (width / LETTER));
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > longest) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static Flow flow(Element element, Element drawn) {
        var points = all(drawn.getElementsByTagNameNS("*", "waypoint"))
                .map(point -> point.getAttribute("x") + "," + point.getAttribute("y"))
                .collect(Collectors.joining(" "));
        var label = firstOf(drawn, DI, "BPMNLabel");
        var name = element.getAttribute("name");
        var box = label == null ? null : boxOf(label);
        return new Flow(
                element.getAttribute("id"),
                element.getAttribute("sourceRef"),
                element.getAttribute("targetRef"),
                points,
                box == null || name.isEmpty()
                        ? List.of()
                        : stacked(wrapped(name, Math.max(box.width(), 40)), box.middle(), box.y() + 11));
    }

    private static Box boxOf(Element around) {
        var bounds = Objects.requireNonNull(firstOf(around, "*", "Bounds"));
        return new Box(number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height"));
    }

    private static double number(Element bounds, String name) {
        return Double.parseDouble(bounds.getAttribute(name));
    }

    private static @Nullable Element firstOf(Element around, String namespace, String name) {
        return all(around.getElementsByTagNameNS(namespace, name)).findFirst().orElse(null);
    }

    private static Box frame(List<Node> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("the diagram was not laid out");
        }
        var left = nodes.stream().mapToDouble(node -> node.box().x()).min().orElseThrow() - 2 * MARGIN;
        var top = nodes.stream().mapToDouble(node -> node.box().y()).min().orElseThrow() - 2 * MARGIN;
        var right = nodes.stream().mapToDouble(node -> node.box().right()).max().orElseThrow() + 2 * MARGIN;
        var bottom =
                nodes.stream().mapToDouble(node -> node.box().bottom()).max().orElseThrow() + 3 * MARGIN;
        return new Box(left, top, right - left, bottom - top);
    }

    /**
     * The flows that were taken: those the engine told, and where it did not tell how an element was reached, those that lead to it
     * from elements that were visited.
     */
    Set<String> taken(Set<String> visited, Set<String> told) {
        var reached = flows.stream()
                .filter(flow -> told.contains(flow.id()))
                .map(Flow::target)
                .collect(Collectors.toSet());
        return flows.stream()
                .filter(flow -> told.contains(flow.id())
                        || (!reached.contains(flow.target())
                                && visited.contains(flow.target())
                                && visited.contains(flow.source())))
                .map(Flow::id)
                .collect(Collectors.toSet());
    }
}
