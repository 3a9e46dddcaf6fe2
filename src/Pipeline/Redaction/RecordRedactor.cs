using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction.Resolving;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// The wall: a record goes in as it was written, and what comes out is what may leave. Used by one caller at a time.
/// </summary>
public sealed class RecordRedactor : IDisposable
{
    private readonly RedactionPolicy _policy;
    private readonly RedactionPass _pass;
    private readonly Scratch _exceptions;
    private readonly Scratch _output;
    private int _edits;

    /// <summary>Makes a redactor.</summary>
    /// <param name="policy">What is redacted and how.</param>
    /// <param name="pool">Where its memory comes from.</param>
    /// <param name="time">The clock, for ages.</param>
    /// <param name="sealer">Makes pseudonyms and encrypts; null when no rule asks for either.</param>
    public RecordRedactor(RedactionPolicy policy, BlockPool pool, TimeProvider time, IFieldSealer? sealer = null)
        : this(policy, new ReadBuffers(pool), time, sealer)
    {
    }

    internal RecordRedactor(RedactionPolicy policy, ReadBuffers buffers, TimeProvider time, IFieldSealer? sealer = null)
    {
        _policy = policy;
        _pass = new RedactionPass(buffers, time, sealer);
        _exceptions = new Scratch(_pass.Memory);
        _output = new Scratch(_pass.Memory);
    }

    /// <summary>What was done to the last record, in the order of its text. Made anew for each question.</summary>
    public IReadOnlyList<RedactionFinding> Findings
    {
        get
        {
            List<RedactionFinding> findings = [];
            foreach (ref readonly Edit edit in Edits)
            {
                RedactionRule rule = _pass.Rules.Rules[edit.Rule];
                findings.Add(new RedactionFinding(rule.Label, rule.Action, edit.Start, edit.End));
            }

            return findings;
        }
    }

    /// <summary>
    /// The kind of the fault that kept the last record from being decided about, which was withheld for it; null when
    /// there was none. It is a fault of this code, and worth telling.
    /// </summary>
    public string? Fault { get; private set; }

    private ReadOnlySpan<Edit> Edits => _pass.Edits.From(0)[.._edits];

    /// <summary>Redacts a record.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="record">The record.</param>
    /// <param name="redacted">What may leave, valid until the next call; empty when nothing may.</param>
    /// <returns>What became of it. Without memory to decide it is withheld.</returns>
    public RedactionVerdict Redact(RecordOrigin origin, ReadOnlySpan<byte> record, out ReadOnlySpan<byte> redacted)
    {
        RentStatus status = TryRedact(_policy.For(origin), record, out RedactionVerdict verdict, out redacted);
        return status == RentStatus.Rented ? verdict : RedactionVerdict.Withheld;
    }

    /// <summary>Redacts a record.</summary>
    /// <param name="rules">The rules that hold for it.</param>
    /// <param name="record">The record.</param>
    /// <param name="verdict">What became of it.</param>
    /// <param name="redacted">What may leave, valid until the next call; empty when nothing may.</param>
    /// <returns>Other than rented when memory has no room to decide.</returns>
    internal RentStatus TryRedact(
        RuleSet rules, ReadOnlySpan<byte> record, out RedactionVerdict verdict, out ReadOnlySpan<byte> redacted)
    {
        Fault = null;
        try
        {
            return Decide(rules, record, out verdict, out redacted);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // One record that meets a fault of ours is withheld: it neither leaves as it is nor ends the process.
            Note(fault);
            verdict = RedactionVerdict.Withheld;
            redacted = default;
            return RentStatus.Rented;
        }
    }

    /// <summary>
    /// Where a text that is too long to be looked at as a whole may be cut, so that no claim stands on the border.
    /// </summary>
    /// <param name="rules">The rules that hold for it.</param>
    /// <param name="text">The text, whose end is not the record's.</param>
    /// <returns>The length of the part before the cut; 0 when one claim takes all of the text.</returns>
    internal int CutOf(RuleSet rules, ReadOnlySpan<byte> text)
    {
        try
        {
            int tail = SafeCut.TailOf(text);
            int cut = CutOf(rules, text[tail..], out bool isFound);
            return isFound ? tail + cut : CutOf(rules, text, out _);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Note(fault);
            return 0;
        }
    }

    /// <summary>Counts what was done to the last record.</summary>
    internal void CountIn(Ledger ledger)
    {
        foreach (ref readonly Edit edit in Edits)
        {
            ledger.CountRedaction(_pass.Rules.Rules[edit.Rule].Counter);
        }
    }

    /// <summary>Gives the memory back until there is something to redact again.</summary>
    internal void Rest()
    {
        _edits = 0;
        _pass.Rest();
        _exceptions.Rest();
        _output.Rest();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rest();
        _pass.Dispose();
    }

    private void Note(Exception fault)
    {
        Fault = fault.GetType().Name;
        Rest();
    }

    private RentStatus Decide(
        RuleSet rules, ReadOnlySpan<byte> record, out RedactionVerdict verdict, out ReadOnlySpan<byte> redacted)
    {
        redacted = record;
        verdict = RedactionVerdict.Unchanged;
        _edits = 0;
        _pass.Begin(rules);
        ValueScanner.Scan(_pass, record, Hints.None);
        int claims = _pass.Edits.Count;
        if (claims > 0 && !_pass.Edits.IsFull && _pass.Memory.Status == RentStatus.Rented)
        {
            Resolve(claims);
            verdict = Apply(record, out redacted);
        }

        if (_pass.Edits.IsFull || _pass.IsWithheld)
        {
            verdict = RedactionVerdict.Withheld;
        }

        if (verdict >= RedactionVerdict.LeftOut || _pass.Memory.Status != RentStatus.Rented)
        {
            redacted = default;
        }

        return _pass.Memory.Status;
    }

    private int CutOf(RuleSet rules, ReadOnlySpan<byte> tail, out bool isFound)
    {
        _pass.Begin(rules);
        TextScanner.Scan(_pass, tail, Hints.None);
        int cut = SafeCut.In(tail, _pass.Edits.From(0));
        isFound = cut > 0;
        return cut;
    }

    private void Resolve(int claims)
    {
        if (_exceptions.TryGrow(claims * Unsafe.SizeOf<Edit>()))
        {
            _edits = EditResolver.Resolve(
                _pass.Edits.From(0), MemoryMarshal.Cast<byte, Edit>(_exceptions.Bytes)[..claims]);
        }
    }

    private RedactionVerdict Apply(ReadOnlySpan<byte> record, out ReadOnlySpan<byte> redacted)
    {
        redacted = record;
        RedactionRule[] rules = _pass.Rules.Rules;
        foreach (ref readonly Edit edit in Edits)
        {
            if (rules[edit.Rule].Action == RedactionAction.DropRecord)
            {
                return RedactionVerdict.LeftOut;
            }
        }

        if (_edits == 0)
        {
            return RedactionVerdict.Unchanged;
        }

        int length = EditWriter.LengthOf(record, Edits, rules);
        if (length > BlockPool.LargestBlock)
        {
            return RedactionVerdict.Withheld;
        }

        if (length > 0 && _output.TryGrow(length))
        {
            EditWriter.Write(record, Edits, rules, _pass.Replacements, _output.Bytes);
        }

        redacted = _output.Bytes[..Math.Min(length, _output.Bytes.Length)];
        return RedactionVerdict.Changed;
    }
}
