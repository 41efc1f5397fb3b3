using EventPics.Internal.Validation;
using Microsoft.Extensions.DependencyInjection;
using static EventPics.Tests.Registration.TestServices;

namespace EventPics.Tests.Registration;

/// <summary>The name of an account, which may be an API key that was passed by mistake.</summary>
public sealed class AccountNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("wedding")]
    [InlineData("Booth-2_left")]
    [InlineData("abcdefghijklmnopqrstuvwx")] // 24 characters
    public void Letters_digits_hyphens_and_underscores_are_accepted(string name)
    {
        using var provider = Provide(services => services.AddEventPics(name, options => options.ApiKey = "key"));

        Assert.NotNull(provider.GetKeyedService<EventPicsClient>(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("CANARY key")]
    [InlineData("CANARY.key")]
    [InlineData("CANARY:key")]
    [InlineData("CANARY/key")]
    [InlineData("CANARYü")]
    [InlineData("CANARY\n")]
    [InlineData("CANARYCANARYCANARYCANARY1")] // 25 characters, as an API key may have
    public void Other_names_are_rejected_by_every_overload_and_not_shown(string name)
    {
        var services = new ServiceCollection();

        var errors = new[]
        {
            Assert.Throws<ArgumentException>(nameof(name), () => services.AddEventPics(name)),
            Assert.Throws<ArgumentException>(nameof(name), () => services.AddEventPics(name, options => options.ApiKey = "key")),
            Assert.Throws<ArgumentException>(nameof(name), () => services.AddEventPics(name, Section())),
        };

        Assert.All(errors, error => Assert.Contains("1 to 24 letters", error.Message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal));
        Assert.Empty(services);
    }

    [Theory]
    [InlineData("k", "k")]
    [InlineData("key", "key")]
    [InlineData("keys", "key...")]
    public void Three_characters_are_shown_of_a_name_that_may_be_a_key(string name, string shown) =>
        Assert.Equal(shown, AccountName.Abbreviate(name));
}
