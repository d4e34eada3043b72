package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.ServletException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Access;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ExchangeControllerTest {

    private ExchangeFixture exchange;
    private MockMvc api;

    @BeforeEach
    void oneChildOfOswegoIsAcceptedAndOneOfMetro(@TempDir Path data) {
        exchange = new ExchangeFixture(data);
        exchange.store.put("NYX2", SampleChildren.in("metro", SampleChildren.complete("NYX2")));
        exchange.submit("NY-1", "NYX1", "NYX2");
        exchange.night("R1");
        var access = mock(Access.class);
        when(access.mayRead(anyString())).thenAnswer(call -> "oswego".equals(call.getArgument(0)));
        api = MockMvcBuilders.standaloneSetup(new ExchangeController(
                        exchange.submissions, new ExchangeStatus(exchange.jdbc, exchange.time), access))
                .build();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void submissionsAreThoseOfTheRegionsOneMayRead() throws Exception {
        api.perform(get("/api/submissions"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].stateStudentId").value("NYX1"))
                .andExpect(jsonPath("$.items[0].state").value("ACCEPTED"))
                .andExpect(jsonPath("$.items[0].cases[0].businessKey").value("NY-1"));
        api.perform(get("/api/submissions?student=NYX2"))
                .andExpect(jsonPath("$.total").value(0));
        api.perform(get("/api/submissions?state=PENDING"))
                .andExpect(jsonPath("$.total").value(0));
    }

    @Test
    void theStateDataAdministratorSendsAgainAndWithdraws() throws Exception {
        signIn("state-data-administrator");

        api.perform(post("/api/submissions/resend")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"region\":\"metro\",\"from\":\"2026-09-13\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.queued").value(1));
        api.perform(post("/api/submissions/withdrawals")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"student\":\"NYX1\"}"))
                .andExpect(status().isAccepted());

        assertThat(exchange.actions("NYX1")).isEqualTo("I,D");
        assertThat(exchange.state("NYX2")).isEqualTo("ACCEPTED,PENDING");
    }

    @Test
    void nobodyElseDoes() {
        signIn("data-specialist");

        for (var path : new String[] {"/api/submissions/resend", "/api/submissions/withdrawals"}) {
            assertThatThrownBy(() -> api.perform(
                            post(path).contentType(MediaType.APPLICATION_JSON).content("{\"student\":\"NYX1\"}")))
                    .isInstanceOf(ServletException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            Rejected.class, no -> assertThat(no.kind()).isEqualTo(Rejected.Kind.FORBIDDEN));
        }
    }

    @Test
    void theStatusIsThereForEverybodySignedIn() throws Exception {
        api.perform(get("/api/exchange/status"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lastRun.runId").value("R1"))
                .andExpect(jsonPath("$.lastRun.students").value(2))
                .andExpect(jsonPath("$.pending").value(0))
                .andExpect(jsonPath("$.filesSetAside").isEmpty());
    }

    private static void signIn(String role) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("sda", "", role));
    }
}
