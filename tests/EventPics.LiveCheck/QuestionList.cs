using EventPics.LiveCheck.Questions;

namespace EventPics.LiveCheck;

/// <summary>All questions, in the order in which they are asked: the rate limit last, since it may block the others.</summary>
internal static class QuestionList
{
    public static IReadOnlyList<Question> All { get; } =
    [
        new EventListQuestion(),
        new BadKeyQuestion(),
        new UnknownDestinationQuestion(isEvent: true),
        new UnknownDestinationQuestion(isEvent: false),
        new UploadUrlQuestion(),
        new PutResponseQuestion(),
        new RepeatedPutQuestion(),
        new SameNameQuestion(),
        new UnusedUrlQuestion(),
        new ContentTypeQuestion(),
        new NoLengthQuestion(),
        new FileTypesQuestion(),
        new FileNamesQuestion(),
        new SizeLimitQuestion(),
        new TakenAtQuestion(),
        new DefaultAlbumQuestion(),
        new DateHeaderQuestion(),
        new CorsQuestion(),
        new ExpiredUrlQuestion(),
        new PutAcrossExpiryQuestion(),
        new RateLimitQuestion(),
    ];
}
