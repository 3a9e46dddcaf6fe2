namespace PhiLens.Bench.Corpora.People;

/// <summary>A made-up person. Nothing in it belongs to anybody.</summary>
public sealed class Person
{
    public required string Given { get; init; }

    public required string Middle { get; init; }

    public required string Family { get; init; }

    public required string MaidenName { get; init; }

    public required bool IsFemale { get; init; }

    public required DateOnly Birth { get; init; }

    public required string Ssn { get; init; }

    public required string Mbi { get; init; }

    public required string Mrn { get; init; }

    public required string Account { get; init; }

    public required string Member { get; init; }

    public required string Phone { get; init; }

    public required string Mobile { get; init; }

    public required string Email { get; init; }

    public required string Street { get; init; }

    public required string City { get; init; }

    /// <summary>Two letters; a state is not PHI.</summary>
    public required string State { get; init; }

    public required string Zip { get; init; }

    public string FullName => $"{Given} {Family}";

    /// <summary>Years at the corpus's own date.</summary>
    public int Age => CorpusClock.Today.Year - Birth.Year - (CorpusClock.Today.DayOfYear < Birth.DayOfYear ? 1 : 0);
}
