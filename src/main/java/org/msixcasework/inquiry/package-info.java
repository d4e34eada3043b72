/**
 * Inquiry: another State or the Department asks, and is answered in writing within ten working days; a forwarded request of a
 * parent is decided as if it came from the parent (COR-1, COR-9 to COR-11).
 *
 * <p>Diagram {@code processes/inquiry.bpmn}, forms {@code forms/inquiry-*.form}. The process comes in through
 * {@code InquiryTasks}; everything ends in {@code InquiryService}, which tells the process through {@code InquiryProcess}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Inquiry",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "mail", "identity", "disclosure", "audit"
        })
package org.msixcasework.inquiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
