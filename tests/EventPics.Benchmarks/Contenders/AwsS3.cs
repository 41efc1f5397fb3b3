using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace EventPics.Benchmarks.Contenders;

/// <summary>
/// Amazon's client, without the checksum that it would add by itself; it signs each PUT and so saves one of the two calls.
/// </summary>
internal sealed class AwsS3(Uri sink) : IContender
{
    private readonly AmazonS3Client _s3 = new(
        new BasicAWSCredentials("sink", "sink"),
        new AmazonS3Config
        {
            ServiceURL = sink.AbsoluteUri,
            ForcePathStyle = true,
            UseHttp = true,
            AuthenticationRegion = "auto",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });

    private int _count;

    public Task UploadAsync(string file) => _s3.PutObjectAsync(new PutObjectRequest
    {
        BucketName = "bucket",
        Key = $"{Interlocked.Increment(ref _count)}.jpg",
        FilePath = file,
        ContentType = "image/jpeg",
    });

    public void Dispose() => _s3.Dispose();
}
