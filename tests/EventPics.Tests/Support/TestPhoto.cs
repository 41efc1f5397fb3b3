namespace EventPics.Tests.Support;

internal static class TestPhoto
{
    public static UploadRequest Request(byte[] bytes, string fileName = "photo.jpg") =>
        new("abcd1234", fileName, UploadContent.FromBytes(bytes));
}
