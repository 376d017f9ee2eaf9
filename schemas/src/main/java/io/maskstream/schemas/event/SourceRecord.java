package io.maskstream.schemas.event;

/** Where a record lies on its topic. */
public record SourceRecord(String topic, int partition, long offset) {}
