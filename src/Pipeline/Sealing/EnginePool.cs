using System.Diagnostics.CodeAnalysis;

namespace PhiLens.Pipeline.Sealing;

/// <summary>
/// Cryptographic engines of one key, each for one thread at a time: those that are not in use wait for the next value,
/// so that sealing neither allocates nor expands the key again.
/// </summary>
/// <typeparam name="T">The engine.</typeparam>
/// <param name="make">Makes one more engine from the key.</param>
internal sealed class EnginePool<T>(Func<T> make) : IDisposable
    where T : class, IDisposable
{
    /// <summary>As many as wait at most, a power of two: more threads than a sidecar seals on at once.</summary>
    private const int Most = 16;

    private readonly T?[] _waiting = new T?[Most];
    private readonly Lock _making = new();
    private volatile bool _isDisposed;

    /// <summary>An engine for the caller alone, until it is given back.</summary>
    /// <returns>False when the key is gone.</returns>
    internal bool TryTake([NotNullWhen(true)] out T? engine)
    {
        engine = _isDisposed ? null : Interlocked.Exchange(ref Slot, null) ?? Make();
        return engine is not null;
    }

    internal void Return(T engine)
    {
        Interlocked.Exchange(ref Slot, engine)?.Dispose();
        if (_isDisposed)
        {
            DisposeWaiting();
        }
    }

    /// <summary>Ends it: no engine is made any more. Those in use are disposed of when they are given back.</summary>
    public void Dispose()
    {
        lock (_making)
        {
            _isDisposed = true;
        }

        DisposeWaiting();
    }

    private ref T? Slot => ref _waiting[Thread.GetCurrentProcessorId() & (Most - 1)];

    private T? Make()
    {
        lock (_making)
        {
            return _isDisposed ? null : make();
        }
    }

    private void DisposeWaiting()
    {
        for (int i = 0; i < Most; i++)
        {
            Interlocked.Exchange(ref _waiting[i], null)?.Dispose();
        }
    }
}
