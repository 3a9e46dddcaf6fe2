using System.Text;
using PhiLens.Pipeline.Redaction.Structures;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

public sealed class StructureLookTests
{
    [Theory]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("[{\"a\":1}]")]
    [InlineData("<a>b</a>x")]
    [InlineData(" MSH#^~\\&#A#B#C#D#")]
    [InlineData(" ISA*00*          *00*          *ZZ*A*ZZ*B*260101*1200*^*00501*1*0*T*:~")]
    [InlineData(" PID|1||MRN1^^^A^MR||LEE^ANN")]
    public void Sees_what_a_structure_begins_with_at_every_place(string structure)
    {
        for (int before = 0; before < 70; before++)
        {
            Assert.True(StructureLook.MayHold(Encoding.UTF8.GetBytes(new string('x', before) + structure)));
        }
    }

    [Theory]
    [InlineData("PID#1##MRN1#A#B#C")]
    [InlineData("PID#1##MRN1#A#B#C and more")]
    [InlineData("\vPID#1##MRN1#A#B#C and more")]
    public void Sees_a_segment_with_a_rare_separator_at_the_beginning_only(string segment)
    {
        Assert.True(StructureLook.MayHold(Encoding.UTF8.GetBytes(segment)));
        Assert.False(StructureLook.MayHold(Encoding.UTF8.GetBytes("x " + segment)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("PID|1|2|3|4")]
    [InlineData("GET /api/v1/visits")]
    [InlineData("scheduled status=200 by the worker, as always")]
    public void Passes_what_holds_none(string text) =>
        Assert.False(StructureLook.MayHold(Encoding.UTF8.GetBytes(text)));
}
