namespace EventPics.Cli.Tests.Adversarial;

public sealed class SecondAdversarialTests : AdversarialTests
{
    public static TheoryData<int?> Shard => Seeds.Of(1);

    [Theory]
    [MemberData(nameof(Shard))]
    public Task Whatever_happens_every_photo_arrives_once_or_is_named(int? seed) => RunAsync(this, seed);
}
