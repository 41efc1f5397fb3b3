using System.Reflection;
using EventPics.Cli.Commands.Emulator;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Emulator;

public class FaultNamesTests
{
    // Their values are texts or code, which a word on the command line can't be.
    private static readonly string[] OnlyInCode = [nameof(Fault.Response), nameof(Fault.UploadUrl)];

    [Fact]
    public void Every_fault_of_the_emulator_has_a_name()
    {
        var members = typeof(Fault).GetMembers(BindingFlags.Static | BindingFlags.Public)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Except(OnlyInCode);

        var named = FaultNames.All.Select(name => string.Concat(name.Split('-').Where(word => word != "N").Select(word => char.ToUpperInvariant(word[0]) + word[1..])));

        Assert.Equal(members.Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("lost-response", "lost response")]
    [InlineData("status-503", "status 503")]
    [InlineData("drop-after-1000", "drop after bytes")]
    [InlineData("stall", "stall")]
    [InlineData("stall-10", "stall")]
    [InlineData("html-403", "HTML page")]
    public void A_name_finds_its_fault(string name, string fault) => Assert.Equal(fault, FaultNames.Find(name)?.ToString());

    [Theory]
    [InlineData("status")]
    [InlineData("status-N")]
    [InlineData("status-99")]
    [InlineData("status-99999999999")]
    [InlineData("status--503")]
    [InlineData("slow-reading-0")]
    [InlineData("delay-5000000")]
    [InlineData("lost-response-2")]
    [InlineData("LostResponse")]
    [InlineData("")]
    public void An_unknown_or_out_of_range_fault_name_is_not_found(string name) => Assert.Null(FaultNames.Find(name));

    [Fact]
    public void A_step_has_the_faults_that_make_sense_for_it()
    {
        Assert.Contains("expired", FaultNames.For(EmulatorOperation.Put));
        Assert.DoesNotContain("expired", FaultNames.For(EmulatorOperation.Events));
        Assert.Contains("missing-upload-url", FaultNames.For(EmulatorOperation.UploadUrl));
        Assert.DoesNotContain("missing-upload-url", FaultNames.For(EmulatorOperation.Put));
    }
}
