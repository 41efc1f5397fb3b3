using System;

namespace EventPics.NetFramework
{
    internal sealed class LastProgress : IProgress<UploadProgress>
    {
        public UploadProgress Value { get; private set; }

        public void Report(UploadProgress value)
        {
            Value = value;
        }
    }
}
