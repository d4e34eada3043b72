package org.msixcasework.board;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The SLA board for programs; the open clocks by region and deadline are in {@code /api/sla/summary}. */
@RestController
@RequestMapping("/api/board")
class BoardController {

    record Board(
            SlaBoard.Figures figures,
            List<SlaBoard.Level> levels,
            List<SlaBoard.Month> months,
            List<SlaBoard.Outlook> outlook) {}

    record Page(List<ClockList.Line> items, int page, int size, long total) {}

    private final SlaBoard board;
    private final ClockList clocks;
    private final PendingCertificates certificates;

    BoardController(SlaBoard board, ClockList clocks, PendingCertificates certificates) {
        this.board = board;
        this.clocks = clocks;
        this.certificates = certificates;
    }

    @GetMapping
    @Transactional(readOnly = true)
    @Operation(
            summary =
                    "Clocks in short, overdue by level, met and missed by month, outlook of a week; by region, process, kind")
    Board board(@RequestParam Map<String, String> parameters) {
        var view = board.of(Selection.read(parameters).filter());
        return new Board(view.figures(), view.levels(), view.months(), view.outlook());
    }

    @GetMapping("/clocks")
    @Transactional(readOnly = true)
    @Operation(
            summary =
                    "Clocks, due first first, with who has the case; by region, process, kind, deadline, level, month, and show: OPEN, OVERDUE, SOON, LATER, WEEK, ENDED, MET, MISSED")
    Page clocks(@RequestParam Map<String, String> parameters, @RequestParam(defaultValue = "0") int page) {
        var number = Math.max(page, 0);
        var found = clocks.find(Selection.read(parameters), number);
        return new Page(found.items(), number, ClockList.PAGE_SIZE, found.total());
    }

    @GetMapping("/certificates")
    @Transactional(readOnly = true)
    @Operation(summary = "Certificates under way by region and age in working days")
    List<PendingCertificates.Count> certificates(@RequestParam(required = false) @Nullable String region) {
        return certificates.counts(region);
    }
}
