package org.msixcasework.mail;

/**
 * A mail server refused mail; it waits in the outbox and is tried again. Published after each round in which that happened.
 *
 * @param waiting how many mails wait that were refused at least once
 */
public record MailDelayed(int waiting) {}
