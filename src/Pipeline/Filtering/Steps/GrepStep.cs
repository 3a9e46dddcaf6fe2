using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>Keeps or leaves out records by expressions over their fields, as Fluent Bit's <c>grep</c> does.</summary>
/// <param name="logic">How the tests go together.</param>
/// <param name="tests">The tests in order, one or more.</param>
public sealed class GrepStep(GrepLogic logic, IReadOnlyList<GrepTest> tests) : RecordStep
{
    private readonly GrepTest[] _tests = [.. tests];

    internal override bool Edits => false;

    internal override RentStatus TryJudge(scoped in RecordView record, ReadBuffers buffers, out bool isKept)
    {
        isKept = false;
        bool isMatch = false;
        foreach (GrepTest test in _tests)
        {
            RentStatus status = test.TryMatch(record, buffers, out isMatch);
            if (status != RentStatus.Rented)
            {
                return status;
            }

            bool isDecided = logic switch
            {
                GrepLogic.And => !isMatch,
                GrepLogic.Or => isMatch,
                _ => isMatch || !test.IsExclude,
            };
            if (isDecided)
            {
                isKept = isMatch != test.IsExclude;
                return RentStatus.Rented;
            }
        }

        // Nothing was decided early: all matched (And), or none did; the last test speaks for all.
        isKept = isMatch != _tests[^1].IsExclude;
        return RentStatus.Rented;
    }
}
