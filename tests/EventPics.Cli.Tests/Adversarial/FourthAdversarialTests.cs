namespace EventPics.Cli.Tests.Adversarial;

public sealed class FourthAdversarialTests : AdversarialTests
{
    public static TheoryData<int?> Shard => Seeds.Of(3);

    [Theory]
    [MemberData(nameof(Shard))]
    public Task Whatever_happens_every_photo_arrives_once_or_is_named(int? seed) => RunAsync(this, seed);
}
