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
            Bind(IPAddress.Loopback, port);
            if (Socket.OSSupportsIPv6) Bind(IPAddress.IPv6Loopback, port);
        }
        catch (SocketException missing) when (missing.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // This machine has no IPv6 loopback, so nobody can be in the way there.
        }
        catch (SocketException taken)
        {
            throw new StartupRefusedException(
                $"Port {port}, which {user} needs, is in use or not allowed ({taken.SocketErrorCode}). "
                + $"Stop the program that uses it, or set {setting} to another port.", taken);
        }
    }

    private static void Bind(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        listener.Start();
    }
}
