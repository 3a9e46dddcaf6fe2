using System.Runtime.InteropServices;

namespace PhiLens.Sidecar;

/// <summary>
/// Listens to SIGTERM and SIGINT from the program's first moment on, so that one that comes while the sidecar still
/// starts is neither lost (as the kernel loses it for a container's first process) nor ends it without its ledger.
/// </summary>
internal sealed class TerminationSignals : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Action? _handler;
    private int _before;

    /// <summary>Begins to listen: the signals end the process no more.</summary>
    internal void Listen()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Take));
    }

    /// <summary>Hands over each signal, and those that came before.</summary>
    internal void HandTo(Action handler)
    {
        int before;
        lock (_gate)
        {
            _handler = handler;
            before = _before;
        }

        for (; before > 0; before--)
        {
            handler();
        }
    }

    /// <summary>A signal came.</summary>
    internal void Signal()
    {
        Action? handler;
        lock (_gate)
        {
            handler = _handler;
            _before += handler is null ? 1 : 0;
        }

        handler?.Invoke();
    }

    public void Dispose() => _registrations.ForEach(r => r.Dispose());

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal();
    }
}
