namespace PhiLens.Sidecar.Forwarding;

/// <summary>Hears what goes wrong with receivers, for the product's own log.</summary>
internal interface IForwardEvents
{
    /// <summary>A receiver and the shared key do not go together. Told once until it works.</summary>
    /// <param name="receiver">The receiver as the user wrote it.</param>
    /// <param name="setting">The setting to look at, and why.</param>
    void ReceiverRefused(string receiver, string setting);

    /// <summary>A receiver could not be reached, or did not take or acknowledge a chunk.</summary>
    /// <param name="receiver">The receiver as the user wrote it.</param>
    /// <param name="cause">The kind of the fault, never a message.</param>
    void ReceiverFailed(string receiver, string cause);
}
