package org.msixcasework.record;

import java.util.SortedSet;
import java.util.TreeSet;
import org.msixcasework.audit.Audit;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.springframework.stereotype.Component;

/** Who has read the record of a child, to be told of what became of it (COR-15, 5 USC 552a(c)(4)). */
@Component
public class Readers {

    private final Audit audit;
    private final Staff staff;
    private final Children children;

    Readers(Audit audit, Staff staff, Children children) {
        this.audit = audit;
        this.staff = staff;
        this.children = children;
    }

    /** Regions other than the child's own whose people read the record. */
    public SortedSet<String> regionsElsewhere(String stateStudentId) {
        var home = children.region(stateStudentId);
        var regions = new TreeSet<String>();
        for (var reader : audit.actors("record.read", stateStudentId)) {
            for (var person : reader.split(" for ")) {
                Roles.regionsOf(staff.groupsOf(person))
                        .filter(region -> !region.equals(home))
                        .forEach(regions::add);
            }
        }
        return regions;
    }
}
