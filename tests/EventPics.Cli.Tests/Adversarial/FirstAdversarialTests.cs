namespace EventPics.Cli.Tests.Adversarial;

public sealed class FirstAdversarialTests : AdversarialTests
{
    public static TheoryData<int?> Shard => Seeds.Of(0);

    [Theory]
    [MemberData(nameof(Shard))]
    public Task Whatever_happens_every_photo_arrives_once_or_is_named(int? seed) => RunAsync(this, seed);
}
