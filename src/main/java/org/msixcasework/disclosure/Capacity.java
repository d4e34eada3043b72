package org.msixcasework.disclosure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.msixcasework.core.Actor;
import org.msixcasework.identity.Roles;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * In which role somebody sees records, and why that role may (34 CFR 99.31(a)(1)).
 *
 * @param interest the legitimate interest
 * @param english who that is, as parents read it
 * @param spanish the same in Spanish
 */
record Capacity(String role, String interest, String english, String spanish) {

    private static final Capacity SYSTEM = new Capacity(
            Actor.SYSTEM,
            "sends what the law wants MSIX to have",
            "The computer system of the Migrant Education Program",
            "El sistema de computadoras del Programa de Educación Migrante");

    private static final List<Capacity> ALL = List.of(
            new Capacity(
                    Roles.DATA_SPECIALIST,
                    "keeps the records of the children of the region",
                    "Staff of the regional migrant education office who keep the records",
                    "Personal de la oficina regional de educación migrante que lleva los expedientes"),
            new Capacity(
                    Roles.RECRUITER,
                    "finds and recruits the families of the region",
                    "A recruiter of the Migrant Education Program, who visits families",
                    "Un reclutador del Programa de Educación Migrante, que visita a las familias"),
            new Capacity(
                    Roles.TUTOR,
                    "teaches the children of the region",
                    "A tutor of the Migrant Education Program",
                    "Un tutor del Programa de Educación Migrante"),
            new Capacity(
                    Roles.REGIONAL_DIRECTOR,
                    "directs the services of the region",
                    "The director of the regional migrant education office",
                    "El director de la oficina regional de educación migrante"),
            new Capacity(
                    Roles.STATE_DATA_ADMINISTRATOR,
                    "answers for the data of the State in MSIX",
                    "Staff of the State office that answers for the records",
                    "Personal de la oficina estatal que responde por los expedientes"),
            new Capacity(
                    Roles.IDR_REVIEWER,
                    "reviews which children are eligible",
                    "Staff of the State office that reviews who is eligible",
                    "Personal de la oficina estatal que revisa quién es elegible"),
            new Capacity(
                    Roles.MSIX_STATE_LEAD,
                    "answers for the exchange of records in the State",
                    "The head of the exchange of records in the State",
                    "La persona a cargo del intercambio de expedientes en el estado"),
            new Capacity(
                    Roles.PRIVACY_ACT_ADMINISTRATOR,
                    "sees to it that the Privacy Act is kept",
                    "The administrator who watches over the Privacy Act",
                    "El administrador que vigila la Ley de Privacidad"),
            new Capacity(
                    Roles.TECHNICAL,
                    "is the database in which the State keeps the programme's records",
                    "The State's own database of the program",
                    "La base de datos estatal del programa"),
            SYSTEM);

    /** The groups in which the current user sees records: his own, or those of the colleague he stands in for right now. */
    static String ofCurrentUser() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            return Actor.SYSTEM;
        }
        var own = groups(authentication.getAuthorities().stream()
                .filter(authority -> !(authority instanceof Actor.Covered))
                .toList());
        var covered = groups(Actor.covered());
        var standsIn = !covered.isEmpty() && !Actor.current().equals(Actor.user());
        var groups = standsIn || own.isEmpty() ? covered : own;
        return groups.isEmpty() ? Actor.SYSTEM : String.join(", ", groups);
    }

    private static List<String> groups(Collection<? extends GrantedAuthority> authorities) {
        var held = authorities.stream().map(GrantedAuthority::getAuthority).toList();
        return held.stream()
                .filter(group ->
                        ALL.stream().anyMatch(capacity -> capacity.role().equals(roleOf(group))))
                // a regional group says more than its role
                .filter(group -> held.stream().noneMatch(other -> other.startsWith(group + ".")))
                .sorted()
                .toList();
    }

    /** What the log calls a role, for people. */
    static Capacity of(String groups) {
        return Stream.of(groups.split(", "))
                .flatMap(
                        group -> ALL.stream().filter(capacity -> capacity.role().equals(roleOf(group))))
                .findFirst()
                .orElse(SYSTEM);
    }

    private static String roleOf(String group) {
        var point = group.indexOf('.');
        return point < 0 ? group : group.substring(0, point);
    }
}
