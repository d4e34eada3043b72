package org.msixcasework.region;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.identity.Regions;
import org.msixcasework.record.ChildRegions;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Regions and districts over REST (REG-1 to REG-6). What moves cases answers with a preview to {@code ?preview=true}; a body that
 * names {@code basedOn} of a preview is refused if regions were changed since.
 */
@RestController
@RequestMapping("/api")
class RegionController {

    record All(boolean enabled, List<Overview.Line> regions) {}

    record One(Overview.Line region, List<Overview.Populated> districts) {}

    record Sent(
            @Nullable String key,
            @Nullable String name,
            @Nullable String office) {}

    record Decision(
            @Nullable String successor,
            @Nullable String reason,
            @Nullable Long basedOn) {}

    record Switch(
            @Nullable Boolean enabled,
            @Nullable String reason,
            @Nullable Long basedOn) {}

    record Placing(
            @Nullable String name,
            @Nullable String region,
            @Nullable LocalDate from,
            @Nullable String reason,
            @Nullable Long basedOn) {}

    record Lines(
            @Nullable String lines,
            @Nullable String reason,
            @Nullable Long basedOn) {}

    record AllDistricts(List<Overview.Populated> districts, List<ChildRegions.Enrolled> unknown) {}

    record OneDistrict(DistrictMap.District district, List<DistrictMap.Chapter> history) {}

    /** A change with how much it still has to move, and what it did. */
    record ChangeView(Change change, int left, List<ChangeLog.Line> lines) {}

    private final RegionDesk desk;
    private final RegionWork work;
    private final Overview overview;
    private final DistrictMap districts;
    private final ChangeLog log;
    private final Affected affected;
    private final Regions regions;

    RegionController(
            RegionDesk desk,
            RegionWork work,
            Overview overview,
            DistrictMap districts,
            ChangeLog log,
            Affected affected,
            Regions regions) {
        this.desk = desk;
        this.work = work;
        this.overview = overview;
        this.districts = districts;
        this.log = log;
        this.affected = affected;
        this.regions = regions;
    }

    @GetMapping("/regions")
    @Operation(
            summary =
                    "The regions with their districts, children, open cases and tasks; the line without a key is the State")
    All regions() {
        return new All(regions.isStructured(), overview.regions());
    }

    @GetMapping("/regions/{key}")
    @Operation(summary = "A region with its districts")
    One region(@PathVariable String key) {
        return new One(line(key), overview.districts(key));
    }

    private Overview.Line line(String key) {
        return overview.regions().stream()
                .filter(line -> key.equals(line.key()))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such region"));
    }

    @PostMapping("/regions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create a region with its groups")
    One add(@RequestBody Sent sent) {
        desk.add(sent.key(), sent.name(), sent.office());
        return region(String.valueOf(sent.key()).strip());
    }

    @PutMapping("/regions/{key}")
    @Operation(summary = "Give a region another name or office")
    One edit(@PathVariable String key, @RequestBody Sent sent) {
        desk.edit(key, sent.name(), sent.office());
        return region(key);
    }

    @PostMapping("/regions/{key}/disable")
    @Operation(summary = "Disable a region; its open cases go to the successor, or to the State")
    ResponseEntity<?> disable(
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Decision decision) {
        return preview
                ? ResponseEntity.ok(desk.previewDisabling(key, decision.successor(), decision.reason()))
                : begun(desk.disable(key, decision.successor(), decision.reason(), decision.basedOn()));
    }

    @PostMapping("/regions/{key}/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Enable a region again; nothing moves back")
    void enable(@PathVariable String key, @RequestBody Decision decision) {
        desk.enable(key, decision.reason());
    }

    @PostMapping("/regions/structure")
    @Operation(summary = "Switch the regions off, so that the State works for all of them, or on again")
    ResponseEntity<?> structure(@RequestParam(defaultValue = "false") boolean preview, @RequestBody Switch wanted) {
        var on = Boolean.TRUE.equals(wanted.enabled());
        return preview && !on
                ? ResponseEntity.ok(desk.previewStructureOff(wanted.reason()))
                : begun(desk.structure(on, wanted.reason(), wanted.basedOn()));
    }

    private ResponseEntity<ChangeView> begun(long change) {
        work.begin();
        return ResponseEntity.accepted().body(change(change, 0));
    }

    @GetMapping("/regions/changes")
    @Operation(summary = "The changes of regions and districts, latest first")
    List<Change> changes(@RequestParam(defaultValue = "0") int page) {
        return log.all(Math.max(page, 0));
    }

    @GetMapping("/regions/changes/{id}")
    @Operation(summary = "A change: how far it has come, and case by case what it did")
    ChangeView change(@PathVariable long id, @RequestParam(defaultValue = "0") int page) {
        var change = log.get(id);
        return new ChangeView(
                change,
                change.state() == Change.State.MOVING ? affected.left(change) : 0,
                log.lines(id, Math.max(page, 0)));
    }

    @DeleteMapping("/regions/changes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Call a planned move of a district off")
    void withdraw(@PathVariable long id) {
        desk.withdraw(id);
    }

    @GetMapping("/districts")
    @Operation(summary = "The districts with their regions, and those of the records that nobody associated")
    AllDistricts districts() {
        return new AllDistricts(overview.districts(null), overview.unknown());
    }

    @GetMapping("/districts/{id}")
    @Operation(summary = "A district with the regions it belonged to")
    OneDistrict district(@PathVariable String id) {
        return new OneDistrict(
                districts.find(id).orElseThrow(() -> new NotFound("There is no such district")), districts.history(id));
    }

    @PutMapping("/districts/{id}")
    @Operation(summary = "Name a district, or let it belong to a region from a day on")
    ResponseEntity<?> place(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Placing placing) {
        var wishes = List.of(new DistrictWish(id, placing.name(), placing.region(), placing.from()));
        if (preview) {
            return ResponseEntity.ok(desk.previewAssociating(wishes, placing.reason()));
        }
        desk.associate(wishes, placing.reason(), placing.basedOn());
        work.begin();
        return ResponseEntity.ok(district(id));
    }

    @PostMapping(path = "/districts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Associate many districts by lines of id, name, region and first day; all or none")
    ResponseEntity<?> place(@RequestParam(defaultValue = "false") boolean preview, @RequestBody Lines lines) {
        var wishes = desk.read(lines.lines());
        if (preview) {
            return ResponseEntity.ok(desk.previewAssociating(wishes, lines.reason()));
        }
        var changes = desk.associate(wishes, lines.reason(), lines.basedOn());
        work.begin();
        return ResponseEntity.accepted().body(changes);
    }
}
