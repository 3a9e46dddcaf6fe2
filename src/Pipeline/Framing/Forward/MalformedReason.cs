namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>What is wrong with a Forward message. It says nothing of the message's bytes.</summary>
public enum MalformedReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A byte that begins no MessagePack value.</summary>
    NotMessagePack,

    /// <summary>Arrays and maps within one another, deeper than 64.</summary>
    TooDeep,

    /// <summary>The message is longer than the bound, 8 MiB unless set otherwise.</summary>
    TooLarge,

    /// <summary>A value that is none of the four kinds of message.</summary>
    NotAMessage,

    /// <summary>An entry that is not a time and a record, or that is cut off.</summary>
    NotAnEntry,

    /// <summary>A time that is neither a whole number nor an EventTime.</summary>
    NotATime,

    /// <summary>A record that is not a map.</summary>
    NotARecord,

    /// <summary>Options that are not a map, or one of them with a wrong kind of value.</summary>
    WrongOption,

    /// <summary>Entries compressed with Zstandard, which is not supported: use gzip or none.</summary>
    Zstandard,

    /// <summary>Entries compressed in a way that has no name here.</summary>
    UnknownCompression,

    /// <summary>Compressed entries that are damaged.</summary>
    DamagedCompression,

    /// <summary>Entries that grow, decompressed, beyond the bound of 16 MiB.</summary>
    InflatesTooLarge,
}
