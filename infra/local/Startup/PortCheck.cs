using System.Net;
using System.Net.Sockets;

namespace Billing.LocalHost.Startup;

/// <summary>Notices a port in use before anything is started.</summary>
internal static class PortCheck
{
    public static void RefuseIfTaken(int port, string user, string setting)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw new StartupRefusedException(
                $"Port {port}, which {user} needs, is in use or not allowed ({taken.SocketErrorCode}). "
                + $"Stop the program that uses it, or set {setting} to another port.", taken);
        }
    }
}
