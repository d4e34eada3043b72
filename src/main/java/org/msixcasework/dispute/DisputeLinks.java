package org.msixcasework.dispute;

import java.util.List;
import java.util.stream.Stream;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.RelatedCases;
import org.springframework.stereotype.Component;

/** A refused request to correct and the dispute that follows it lead to each other (COR-12). */
@Component
class DisputeLinks implements RelatedCases {

    private final DisputeFiles files;

    DisputeLinks(DisputeFiles files) {
        this.files = files;
    }

    @Override
    public List<CaseRef> of(CaseRef ref) {
        if (ref.process().equals(DisputeProcess.KEY)) {
            return Stream.ofNullable(files.get(ref.businessKey()).correctionNumber())
                    .map(DisputeService::correction)
                    .toList();
        }
        return ref.equals(DisputeService.correction(ref.businessKey()))
                ? files.following(ref.businessKey()).stream()
                        .map(DisputeService::ref)
                        .toList()
                : List.of();
    }
}
