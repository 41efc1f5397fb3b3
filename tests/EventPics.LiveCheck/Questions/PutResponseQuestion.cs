using System.Security.Cryptography;

namespace EventPics.LiveCheck.Questions;

internal sealed class PutResponseQuestion() : Question(
    "put-response",
    "What does the storage return for a stored photo?",
    "200, 201 or 204 with an ETag, without a web page or an error document. The value of the ETag is not compared.",
    "One PUT of a JPEG through the library.")
{
    public override int Photos => 1;

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        using var client = service.CreateClient();
        var name = service.FileName("put-response.jpg");
        var request = new UploadUrlRequest(service.LinkId, name) { AlbumId = service.AlbumId };
        var photo = TestPhoto.Create(name);
        var url = await client.GetUploadUrlAsync(request, cancellationToken);
        service.Redactor.Add(url.Url);
        var result = await client.PutAsync(url, UploadContent.FromBytes(photo), cancellationToken: cancellationToken);
#pragma warning disable CA5351 // Not for security: a storage may use it as the ETag.
        var isMd5 = string.Equals(result.ETag?.Trim('"'), Convert.ToHexString(MD5.HashData(photo)), StringComparison.OrdinalIgnoreCase);
#pragma warning restore CA5351
        return result.ETag is null
            ? Finding.Differs($"{(int)result.StatusCode} without an ETag")
            : Finding.AsAssumed($"{(int)result.StatusCode}, the ETag {(isMd5 ? "is" : "is not")} the MD5. Note how long {name} takes to appear in the album");
    }
}
