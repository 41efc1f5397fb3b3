using EventPics.Internal.Failures;
using EventPics.Internal.Upload;

namespace EventPics.Tests.Upload;

/// <summary>What a PUT remembers of its earlier attempts to the same upload URL.</summary>
public sealed class PutStateTests
{
    private readonly PutState _put = new(
        new UploadUrl(new Uri(MockTransport.SignedStorageUrl), DateTimeOffset.MaxValue), UploadContent.FromBytes(TestImages.Jpeg(10)),
        "photo.jpg", progress: null);

    [Fact]
    public void The_delivery_state_only_moves_forward()
    {
        _put.Advance(DeliveryState.Unclear);
        _put.Advance(DeliveryState.BytesSent);
        Assert.Equal(DeliveryState.Unclear, _put.Delivery);

        _put.Advance(DeliveryState.MayBeStored);
        _put.Advance(DeliveryState.NothingSent);
        Assert.Equal(DeliveryState.MayBeStored, _put.Delivery);
    }

    [Fact]
    public void Each_recovery_is_tried_once()
    {
        Assert.True(_put.TryOnce(RecoveryAction.RetryForETag));
        Assert.False(_put.TryOnce(RecoveryAction.RetryForETag));

        Assert.True(_put.TryOnce(RecoveryAction.RetryWithoutExpect));
        Assert.True(_put.HasTried(RecoveryAction.RetryWithoutExpect));
        Assert.False(_put.HasTried(RecoveryAction.RetryOnNewConnection));
    }

    [Fact]
    public void The_query_of_the_upload_URL_is_parsed_once() => Assert.Same(_put.Presigned, _put.UploadUrl.Presigned);
}
