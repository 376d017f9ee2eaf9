package io.maskstream.worker.topology.access;

import java.util.Locale;

/** Who needs rights: the commands that talk to Kafka. */
public enum Role {
    WORKER("a worker with topics.create=false, whose topics are there"),
    CREATOR(
            "what a worker needs beside, to create the topics that are missing (topics.create=true), and to raise max.message.bytes of its own after that of the images topic"),
    SUBMIT("./maskstream submit"),
    COLLECT("./maskstream collect"),
    REPLAY("./maskstream replay"),
    DOCTOR("./maskstream doctor under a user of its own");

    private final String who;

    Role(String who) {
        this.who = who;
    }

    /** Who that is, for a person. */
    public String who() {
        return who;
    }

    /** As a user writes it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
