using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EventPics.NetFramework
{
    internal static class Memory
    {
        private const string LinuxStatus = "/proc/self/status";

        /// <summary>The peak memory of the process in bytes.</summary>
        public static long Peak()
        {
            if (!File.Exists(LinuxStatus))
            {
                using (var self = Process.GetCurrentProcess())
                {
                    return self.PeakWorkingSet64;
                }
            }

            // Mono does not report its peak, but the kernel does.
            var line = File.ReadLines(LinuxStatus).First(text => text.StartsWith("VmHWM:", System.StringComparison.Ordinal));
            return long.Parse(line.Split(':')[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
    }
}
