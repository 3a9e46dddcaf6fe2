using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>A number for each kind of structure.</summary>
[InlineArray((int)StructureKind.Count)]
internal struct Places
{
    private int _first;

    /// <summary>Before every position: nothing has been searched for yet.</summary>
    internal static Places Unknown
    {
        get
        {
            var places = default(Places);
            ((Span<int>)places).Fill(-1);
            return places;
        }
    }
}
