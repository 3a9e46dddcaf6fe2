namespace PhiLens.Pipeline.Accounting;

/// <summary>Why a record was lost. Every lost record has exactly one reason, and is counted once under it.</summary>
public enum DropReason
{
    /// <summary>The memory budget was full and the <c>WHENFULL</c> policy chose this record.</summary>
    Memory,

    /// <summary>The drain time ended before the record was delivered.</summary>
    Shutdown,

    /// <summary>CloudWatch rejected the event: more than 14 days old.</summary>
    TooOld,

    /// <summary>CloudWatch rejected the event: older than the log group's retention.</summary>
    Expired,

    /// <summary>CloudWatch rejected the event: more than two hours ahead of its clock.</summary>
    TooNew,

    /// <summary>The destination refused the event for good, sent alone: sending its bytes again is no use.</summary>
    Refused,

    /// <summary>Redaction could not decide what the record may show, so it did not leave.</summary>
    Withheld,

    /// <summary>
    /// The drain time ended before an answer came for what was sent, so the destination may have the record all the
    /// same.
    /// </summary>
    Unconfirmed,

    /// <summary>The record's container wrote more than <c>LIMIT__RATE</c> lets through.</summary>
    Rate,
}
