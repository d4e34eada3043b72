package org.msixcasework.account;

import java.time.LocalDate;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Account;
import org.msixcasework.identity.AccountClosing;
import org.msixcasework.identity.AccountDesk;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Sessions;
import org.msixcasework.identity.Staff;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people what happens to their accounts, in the transaction in which it happens (ACC-5, ACC-15, ACC-17, ACC-20). */
@Component
class AccountMails {

    /** Ids from before accounts were made here may be addresses, which no mail carries. */
    private static final String KEY = "(?=.*[A-Za-z])[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";

    private final Mailbox mailbox;
    private final Staff staff;
    private final Accounts accounts;
    private final Time time;

    AccountMails(Mailbox mailbox, Staff staff, Accounts accounts, Time time) {
        this.mailbox = mailbox;
        this.staff = staff;
        this.accounts = accounts;
        this.time = time;
    }

    @EventListener
    void on(AccountDesk.Created account) {
        tell(
                new Staff.Member(account.userId(), account.email()),
                CaseNotice.Kind.ACCOUNT_USER_ID,
                "ACCOUNT_CREATE",
                0,
                LocalDate.ofInstant(account.lapsesAt(), Time.ZONE));
    }

    @EventListener
    void on(AccountDesk.LinkWanted link) {
        tell(
                new Staff.Member(link.userId(), link.email()),
                CaseNotice.Kind.ACCOUNT_LINK,
                "ACCOUNT_CREATE",
                0,
                time.today());
    }

    @EventListener
    void on(Accounts.Disabled account) {
        tell(CaseNotice.Kind.ACCOUNT_DISABLED, account.userId(), account.why().name(), 0, time.today());
        if (account.why() != Account.Why.ADMINISTRATOR) {
            mailbox.queue(
                    Roles.STATE_USER_ADMINISTRATOR,
                    notice(
                            CaseNotice.Kind.ACCOUNT_DISABLED,
                            account.userId(),
                            account.why().name(),
                            0,
                            time.today()));
        }
    }

    @EventListener
    void on(AccountClosing.Closed account) {
        tell(CaseNotice.Kind.ACCOUNT_CLOSED, account.userId(), "ACCOUNT_CLOSE", 0, time.today());
    }

    /** Whoever still reads the old address learns that it is no longer used. */
    @EventListener
    void on(AccountDesk.AddressChanged account) {
        mailbox.queue(
                new Staff.Member(account.userId(), account.oldAddress()),
                notice(
                        CaseNotice.Kind.ACCOUNT_ADDRESS,
                        account.userId(),
                        "ACCOUNT_ADDRESS",
                        (int) account.number(),
                        time.today()));
    }

    @EventListener
    void on(Accounts.Warned account) {
        tell(CaseNotice.Kind.ACCOUNT_WARNING, account.userId(), account.why().name(), account.daysLeft(), account.on());
    }

    /** Once a day is enough: the audit log has each. */
    @EventListener
    void on(Sessions.Doubled account) {
        var notice = new CaseNotice(
                CaseNotice.Kind.SECOND_SESSION,
                new CaseNotice.Key(AccountProcess.KEY),
                new CaseNotice.Key(account.userId().matches(KEY) ? account.userId() : AccountProcess.KEY),
                new CaseNotice.Key("SECOND_SESSION"),
                new CaseNotice.Key("user"),
                0,
                0,
                time.today(),
                false,
                null);
        mailbox.queue(new Staff.Member(account.userId(), staff.addressOf(account.userId())), notice);
        mailbox.queue(Roles.STATE_USER_ADMINISTRATOR, notice);
    }

    private void tell(CaseNotice.Kind kind, String userId, String why, int days, LocalDate on) {
        tell(new Staff.Member(userId, staff.addressOf(userId)), kind, why, days, on);
    }

    private void tell(Staff.Member user, CaseNotice.Kind kind, String why, int days, LocalDate on) {
        mailbox.queue(user, notice(kind, user.id(), why, days, on));
    }

    /** The version of the account makes a second reset of one day a second mail. */
    private CaseNotice notice(CaseNotice.Kind kind, String userId, String why, int days, LocalDate on) {
        return new CaseNotice(
                kind,
                new CaseNotice.Key(AccountProcess.KEY),
                new CaseNotice.Key(userId.matches(KEY) ? userId : AccountProcess.KEY),
                new CaseNotice.Key(why),
                new CaseNotice.Key("user"),
                days,
                kind == CaseNotice.Kind.ACCOUNT_WARNING
                        ? 0
                        : accounts.get(userId).version(),
                on,
                false,
                null);
    }
}
