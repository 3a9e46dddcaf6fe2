namespace PhiLens.Bench.EndToEnd.Measuring;

/// <summary>The TLS end of a measurement: a process of its own, whose CPU time is nobody's.</summary>
internal interface IReceiver : IAsyncDisposable
{
    /// <summary>Its port on the loopback address.</summary>
    int Port { get; }

    /// <summary>The PEM file of the CA that vouches for it.</summary>
    string CaFile { get; }

    /// <summary>What has arrived so far, over all runs.</summary>
    /// <param name="product">The process that delivers to it.</param>
    Task<Arrivals> CountAsync(SidecarUnderTest product);
}
