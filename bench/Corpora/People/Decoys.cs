using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;

namespace PhiLens.Bench.Corpora.People;

/// <summary>Harmless values that look like PHI to a careless redactor. Every one of them must survive.</summary>
public sealed class Decoys(Dice dice)
{
    private static readonly string[] Diagnoses =
        ["E11.9", "I10", "J45.909", "R02", "M54.5", "Z00.00", "F41.1", "K21.9", "N18.3", "S72.001A"];

    private static readonly string[] Medicines =
    [
        "metformin 500 mg tablet", "lisinopril 10 mg daily", "atorvastatin 20mg", "amoxicillin 875 mg BID",
        "insulin glargine 100 units/mL", "albuterol HFA 90 mcg/actuation", "sertraline 50 mg",
    ];

    private DateTime _clock = CorpusClock.Start;

    /// <summary>The time of the next line of the log.</summary>
    public DateTime Tick() => _clock = _clock.AddMilliseconds(dice.Between(1, 900));

    public Marked Timestamp() => Marked.Decoy("timestamp", Tick().ToString(
        dice.Of("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd HH:mm:ss,fff", "yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'"),
        CultureInfo.InvariantCulture));

    /// <summary>Ten digits that begin with 1: so does every second NPI.</summary>
    public Marked EpochSeconds() => Marked.Decoy("epoch", Text(dice.Between(1_600_000_000, 1_790_000_000)));

    public Marked EpochMilliseconds() =>
        Marked.Decoy("epoch", Text(dice.Between(1_600_000_000_000, 1_790_000_000_000)));

    public Marked Order() => Marked.Decoy("order", dice.Of(
        dice.Number(9), dice.Number(8), "ORD-" + dice.Number(8), "PO" + dice.Number(7), dice.Number(11)));

    public Marked Uuid() => Marked.Decoy("uuid", dice.Chance(0.8) ? dice.Uuid() : dice.Uuid().ToUpperInvariant());

    public Marked Hash() => Marked.Decoy("hash", dice.Hex(dice.Of(8, 16, 32, 40, 64)));

    public Marked Version() => Marked.Decoy("version", dice.Of(
        $"{dice.Between(0, 12)}.{dice.Between(0, 40)}.{dice.Between(0, 900)}",
        $"v{dice.Between(1, 9)}.{dice.Between(0, 20)}.{dice.Between(0, 9)}-rc.{dice.Between(1, 4)}",
        $"{dice.Between(1, 9)}.{dice.Between(0, 9)}.{dice.Between(1000, 9999)}.{dice.Between(10000, 60000)}"));

    public Marked Money() => Marked.Decoy("money", dice.Of(
        $"${dice.Between(1, 999)},{dice.Between(0, 999):000}.{dice.Between(0, 99):00}",
        $"{dice.Between(1, 99999)}.{dice.Between(0, 99):00}",
        $"USD {dice.Between(10, 9000)}.{dice.Between(0, 99):00}"));

    public Marked Amount() => Marked.Decoy("money", $"{dice.Between(10, 99999)}.{dice.Between(10, 99)}");

    public Marked Ip() => Marked.Decoy("ip", dice.Of(
        $"10.{dice.Between(0, 255)}.{dice.Between(0, 255)}.{dice.Between(1, 254)}",
        $"192.168.{dice.Between(0, 255)}.{dice.Between(1, 254)}",
        $"172.{dice.Between(16, 31)}.{dice.Between(0, 255)}.{dice.Between(1, 254)}",
        $"fd{dice.Hex(2)}:{dice.Hex(4)}:{dice.Hex(3)}::{dice.Hex(2)}"));

    public Marked Endpoint() => Marked.Decoy(
        "port", $"10.{dice.Between(0, 255)}.7.{dice.Between(1, 254)}:{dice.Between(1024, 65535)}");

    public Marked Status() => Marked.Decoy("status", Text(dice.Of(200, 201, 204, 301, 304, 400, 401, 403, 404, 409, 422,
        429, 500, 502, 503)));

    public Marked Duration() => Marked.Decoy("duration", dice.Of(
        $"{dice.Between(0, 9000)}.{dice.Between(0, 9999):0000}ms", $"{dice.Between(1, 90000)}ms",
            $"{dice.Between(0, 59)}.{dice.Between(100, 999)}s"));

    public Marked Diagnosis() => Marked.Decoy("icd", dice.Of<string>(Diagnoses));

    public Marked Medicine() => Marked.Decoy("medication", dice.Of<string>(Medicines));

    public Marked Bytes() => Marked.Decoy("bytes", Text(dice.Between(100_000_000, 9_999_999_999)));

    public Marked Pid() => Marked.Decoy("pid", Text(dice.Between(2, 65_535)));

    /// <summary>Digits that fail the check of what they look like.</summary>
    public Marked NoCard()
    {
        string sixteen = "4" + dice.Digits(14);
        char wrong = (char)('0' + (CheckDigits.Luhn(sixteen) - '0' + dice.Between(1, 9)) % 10);
        return Marked.Decoy("no-card", sixteen + wrong);
    }

    /// <summary>Three groups of digits that no SSN has.</summary>
    public Marked NoSsn() => Marked.Decoy("no-ssn", dice.Of(
        $"000-{dice.Number(2)}-{dice.Number(4)}", $"666-{dice.Number(2)}-{dice.Number(4)}",
            $"{dice.Between(100, 665)}-00-{dice.Number(4)}"));

    public Marked AnImage() => Marked.Decoy(
        "image", $"registry.example/clinic/{dice.Of("intake", "billing")}:{dice.Between(1, 9)}.{dice.Between(0, 9)}.1");

    /// <summary>A day on which something happened to the software.</summary>
    public Marked Day() => Marked.Decoy(
        "day", CorpusClock.Today.AddDays(-dice.Between(0, 900)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Any of them that is a number of some length.</summary>
    public Marked Any() => dice.Between(0, 12) switch
    {
        0 => EpochSeconds(),
        1 => EpochMilliseconds(),
        2 => Order(),
        3 => Uuid(),
        4 => Hash(),
        5 => Version(),
        6 => Money(),
        7 => Ip(),
        8 => Endpoint(),
        9 => Duration(),
        10 => NoCard(),
        11 => NoSsn(),
        _ => Day(),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
