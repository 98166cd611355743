using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Eci.Testing.Transports.Kafka;

/// <summary>The mock cluster inside the client library, in the very file that Confluent.Kafka has loaded.</summary>
internal static class NativeMock
{
    private const string Library = "eci-librdkafka";

    private static readonly Lazy<IntPtr> Loaded = new(Find);

    static NativeMock() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);

    [DllImport(Library, EntryPoint = "rd_kafka_new")]
    public static extern IntPtr NewClient(int type, IntPtr configuration, byte[] error, UIntPtr errorSize);

    [DllImport(Library, EntryPoint = "rd_kafka_destroy")]
    public static extern void DestroyClient(IntPtr client);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static extern IntPtr NewCluster(IntPtr client, int brokers);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static extern void DestroyCluster(IntPtr cluster);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static extern IntPtr Bootstraps(IntPtr cluster);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_topic_create", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int CreateTopic(IntPtr cluster, [MarshalAs(UnmanagedType.LPStr)] string topic, int partitions, int replicas);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static extern int SetDown(IntPtr cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    public static extern int SetUp(IntPtr cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
    public static extern void SetRebalanceDelay(IntPtr cluster, int milliseconds);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    public static extern void PushErrors(IntPtr cluster, short request, UIntPtr count, int[] errors);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        string.Equals(name, Library, StringComparison.Ordinal) ? Loaded.Value : IntPtr.Zero;

    private static IntPtr Find()
    {
        Confluent.Kafka.Library.Load();
        using var self = Process.GetCurrentProcess();
        var file = self.Modules.Cast<ProcessModule>().First(m => m.ModuleName.Contains("librdkafka", StringComparison.Ordinal)).FileName;
        return NativeLibrary.Load(file);
    }
}
