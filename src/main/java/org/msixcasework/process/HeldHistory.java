package org.msixcasework.process;

import java.util.Date;
import org.camunda.bpm.engine.impl.history.DefaultHistoryRemovalTimeProvider;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.springframework.beans.factory.ObjectProvider;

/** Says when the engine's clean-up may delete the history of a case that ends: never while the case is held. */
class HeldHistory extends DefaultHistoryRemovalTimeProvider {

    private final ObjectProvider<Keeper> keeper;

    HeldHistory(ObjectProvider<Keeper> keeper) {
        this.keeper = keeper;
    }

    @Override
    public @Nullable Date calculateRemovalTime(HistoricProcessInstanceEventEntity instance, ProcessDefinition diagram) {
        var removal = super.calculateRemovalTime(instance, diagram);
        return removal == null || isHeld(instance) ? null : removal;
    }

    private boolean isHeld(HistoricProcessInstanceEventEntity instance) {
        return instance.getBusinessKey() != null
                && keeper.getObject().keeps(new CaseRef(instance.getProcessDefinitionKey(), instance.getBusinessKey()));
    }
}
