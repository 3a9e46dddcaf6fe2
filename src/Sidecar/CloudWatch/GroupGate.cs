namespace PhiLens.Sidecar.CloudWatch;

/// <summary>What is known of a log group whose streams are being made. Its fields belong to who has the turn.</summary>
internal sealed class GroupGate
{
    /// <summary>Lets in one at a time. Never disposed: nobody takes its wait handle.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Whether the group was made here and its retention is not set yet.</summary>
    public bool OwesRetention { get; set; }
}
