package org.msixcasework.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.NotFound;
import org.msixcasework.process.Refusals;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class EngineRestStatusTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/engine-rest/task");

    @AfterEach
    void theRequestIsOver() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void whatTheEngineNeverSawIsTheFaultOfTheRequest() throws Exception {
        assertThat(statusFor500()).isEqualTo(400);
    }

    @Test
    void aFailureWithinTheEngineStaysAFailure() throws Exception {
        request.setAttribute(Refusals.class.getName() + ".broken", new IllegalStateException());

        assertThat(statusFor500()).isEqualTo(500);
    }

    @Test
    void aRefusalHasItsOwnStatus() throws Exception {
        request.setAttribute(Refusals.class.getName() + ".broken", new IllegalStateException());
        request.setAttribute(Refusals.class.getName(), new NotFound("There is no such thing."));

        assertThat(statusFor500()).isEqualTo(404);
    }

    private int statusFor500() throws Exception {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        var response = new MockHttpServletResponse();
        new EngineRestStatus().doFilter(request, response, new MockFilterChain(new jakarta.servlet.http.HttpServlet() {
            @Override
            protected void service(jakarta.servlet.http.HttpServletRequest asked, HttpServletResponse answer) {
                answer.setStatus(500);
            }
        }));
        return response.getStatus();
    }
}
