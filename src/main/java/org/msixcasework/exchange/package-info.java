/**
 * Exchange with MSIX: an upload is not proof, acceptance is.
 *
 * <p>Cases queue children in {@link Submissions}; process {@code upload} turns what waits into files with {@link
 * UploadRuns} and hands them to a {@link Transport}; {@link Inbox} reads what MSIX answers and tells the waiting cases
 * with {@link CaseAnswered}. Diagram {@code processes/upload.bpmn}. The layout of the files is {@code exchange/*.xsd}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Exchange",
        allowedDependencies = {"core", "report", "process", "record", "sla", "identity", "disclosure", "audit"})
package org.msixcasework.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
