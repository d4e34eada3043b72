package org.msixcasework.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * What the firewall refuses ends at {@link ErrorProblems}. A method that HTTP does not know here it refuses once more on the way
 * there, and nobody would answer anything: then the problem is written at once.
 */
@Component
class FirewallProblems implements RequestRejectedHandler {

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        ErrorProblems.answer(HttpStatus.BAD_REQUEST, response);
    }
}
