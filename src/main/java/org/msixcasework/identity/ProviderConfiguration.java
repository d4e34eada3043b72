package org.msixcasework.identity;

import org.msixcasework.audit.Audit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.transaction.support.TransactionTemplate;

/** Where people sign in at a provider. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("casework.accounts.provider")
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderConfiguration {

    @Bean
    ClientRegistrationRepository registrations(OAuth2ClientProperties settings, AccountRules rules) {
        if (!settings.getRegistration().containsKey(rules.provider())) {
            throw new IllegalStateException(
                    "casework.accounts.provider is %s, but there is no spring.security.oauth2.client.registration.%1$s"
                            .formatted(rules.provider()));
        }
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                new OAuth2ClientPropertiesMapper(settings).asClientRegistrations()));
    }

    @Bean
    ProviderSignIn providerSignIn(
            ClientRegistrationRepository registrations,
            AccountRules rules,
            Accounts accounts,
            Staff staff,
            Audit audit,
            TransactionTemplate transaction) {
        return new ProviderSignIn(registrations, rules, accounts, staff, audit, transaction);
    }
}
