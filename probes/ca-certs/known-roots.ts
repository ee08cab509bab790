/**
 * Public root certificates whose every byte was judged when this table was made: read, found to be a
 * CA with a strong key, its self-signature verified. A certificate with the fingerprint of one of them
 * needs no more than a look at its dates.
 *
 * The fingerprint (fingerprint.ts) is not cryptographic, and need not be: it tells an altered root from
 * an intact one. Whoever can put a forged file into the trust store needs no forged fingerprint, since
 * no loader looks at a root's self-signature.
 *
 * Written by build/known-roots.ts from Node 20.20.2, Node 22.23.3, Node 24.21.0, Node 26.10.0, Debian ca-certificates 20230311+deb12u1
 * on 2026-11-22. Fingerprint, notBefore and notAfter in seconds since 1970.
 */
// biome-ignore format: one root a line
export const KNOWN_ROOTS: readonly number[] = [
  0x0000289cfe2209, 1466553600, 2097705600, // CN=GTS Root R2, O=Google Trust Services LLC, C=US
  0x006142b3063fb2, 1685544148, 2473944147, // CN=OISTE Server Root ECC G1, O=OISTE Foundation, C=CH
  0x007939fc06b7fa, 1466553600, 2097705600, // CN=GTS Root R4, O=Google Trust Services LLC, C=US
  0x00e3098fccc70b, 1685543836, 2473943835, // CN=OISTE Server Root RSA G1, O=OISTE Foundation, C=CH
  0x011b08334c4eb3, 1251763200, 2145916799, // CN=Go Daddy Root Certificate Authority - G2, O=GoDaddy.com, Inc., L=Scottsdale, ST=Arizona, C=US
  0x016d786aea6fbf, 1700038526, 2473844400, // CN=Telia EC TLS Root CA v3, O=Telia Company AB, C=SE
  0x01a27014fea720, 1204761600, 2147471999, // CN=COMODO ECC Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x02432ddf1e7bfb, 1543492554, 2332410954, // CN=Telia Root CA v2, O=Telia Finland Oyj, C=FI
  0x0253e359031354, 1445240610, 2076392610, // CN=SZAFIR ROOT CA2, O=Krajowa Izba Rozliczeniowa S.A., C=PL
  0x026ce673bb8e0b, 1375358400, 2147169600, // CN=DigiCert Global Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x029a007e0c678a, 1243573239, 1874725239, // OU=Security Communication RootCA2, O=SECOM Trust Systems CO.,LTD., C=JP
  0x02a08cc662b0d2, 1567591238, 2198311238, // CN=ANF Secure Server Root CA, OU=ANF CA Raiz, O=ANF Autoridad de Certificacion, C=ES, 550405=G63287510
  0x02a1ca8308500d, 1239166607, 1870318607, // CN=SecureSign RootCA11, O=Japan Certification Services, Inc., C=JP
  0x02c10401cc2686, 1518978600, 2307897000, // CN=emSign Root CA - C1, O=eMudhra Inc, OU=emSign PKI, C=US
  0x02ca78302ed7ed, 1237370400, 1868522400, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3
  0x02e451bcc69f2c, 1661445262, 2418309261, // CN=SSL.com TLS RSA Root CA 2022, O=SSL Corporation, C=US
  0x02e5adb9457eb5, 1617235200, 2406153600, // CN=Certainly Root R1, O=Certainly, C=US
  0x037f09ee8b0a85, 1288081738, 2234852938, // CN=Buypass Class 3 Root CA, O=Buypass AS-983163327, C=NO
  0x03a6d8212c915f, 1455300843, 2244305643, // CN=SSL.com Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x040f8a444f40c1, 1064895649, 1696047649, // OU=Security Communication RootCA1, O=SECOM Trust.net, C=JP
  0x0411f94e8a2a65, 1355844336, 2144764536, // CN=Entrust Root Certification Authority - EC1, OU=(c) 2012 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x04283c6a185875, 1183129985, 1814281985, // CN=Certigna, O=Dhimyotis, C=FR
  0x0475a496281838, 1432598400, 2221603200, // CN=Amazon Root CA 4, O=Amazon, C=US
  0x04d7721b9892e6, 1436263881, 2224663881, // CN=Hellenic Academic and Research Institutions RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x04db3354a1a2d8, 1411485727, 2093613727, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x04faf7648a3985, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root E46, O=Sectigo Limited, C=GB
  0x0512411f57d3c8, 1598341700, 2387318399, // CN=Telekom Security TLS ECC Root 2020, O=Deutsche Telekom Security GmbH, C=DE
  0x051b56d875d49d, 1610668800, 2399587199, // CN=DigiCert TLS RSA4096 Root G5, O=DigiCert, Inc., C=US
  0x052aed7bec4cc4, 1586324206, 2217476206, // CN=SecureSign Root CA12, O=Cybertrust Japan Co., Ltd., C=JP
  0x052ba100669a4e, 1219908273, 1924963199, // CN=TWCA Root Certification Authority, OU=Root CA, O=TAIWAN-CA, C=TW
  0x05354ff3dbef9c, 1245151818, 1893324618, // emailAddress=info@e-szigno.hu, CN=Microsec e-Szigno Root CA 2009, O=Microsec Ltd., L=Budapest, C=HU
  0x0537e7ff65ed4b, 1503516852, 2292435252, // CN=Trustwave Global Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x056079b59f96e3, 1496254477, 2285086477, // CN=SSL.com EV Root Certification Authority RSA R2, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x05656e08e96323, 1466054128, 2147404528, // CN=Security Communication ECC RootCA1, O=SECOM Trust Systems CO.,LTD., C=JP
  0x0583b5aa0d430b, 1494323314, 2283242313, // CN=OISTE WISeKey Global Root GC CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x05b243206e61a2, 1161765166, 2108536366, // CN=SwissSign Silver CA - G2, O=SwissSign AG, C=CH
  0x05bbde33c69957, 1417446032, 2206365031, // CN=OISTE WISeKey Global Root GB CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x05ca74f115569e, 1432725076, 2145526876, // CN=Entrust Root Certification Authority - G4, OU=(c) 2015 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x060ddc2429474c, 1619083270, 2249803269, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA RSA TLS 2021
  0x062ff05af935dd, 1683622591, 2157008190, // CN=D-TRUST BR Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x06eb63c9bbf95f, 1251763200, 2145916799, // CN=Starfield Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x0720903c4e6302, 1418169600, 2049321600, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R6
  0x0723d23031b12c, 1163116800, 1952035200, // CN=DigiCert High Assurance EV Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0725fd79d4e7ba, 1264774236, 2240575836, // CN=AffirmTrust Premium, O=AffirmTrust, C=US
  0x0750a61241afd7, 1192708850, 1981713650, // CN=TeliaSonera Root CA v1, O=TeliaSonera
  0x07893453e70edf, 1246987554, 1922896554, // CN=Entrust Root Certification Authority - G2, OU=(c) 2009 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x07f90a41a7afc8, 1503516910, 2292435310, // CN=Trustwave Global ECC P256 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x0815867065248e, 1251763200, 2145916799, // CN=Starfield Services Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x082044aae9a181, 1669100069, 2458051199, // CN=TWCA CYBER Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x089b2566cadf81, 1680005805, 2468966399, // CN=Telekom Security TLS RSA Root 2023, O=Deutsche Telekom Security GmbH, C=DE
  0x08de93153658f1, 1304588257, 1924940257, // C=ES, O=ACCV, OU=PKIACCV, CN=ACCVRAIZ1
  0x0940a42ac9d874, 1257411046, 1888563046, // CN=D-TRUST Root Class 3 CA 2 EV 2009, O=D-Trust GmbH, C=DE
  0x09c077b201ee84, 1518978600, 2307897000, // CN=emSign ECC Root CA - C3, O=eMudhra Inc, OU=emSign PKI, C=US
  0x09f41efb19bc13, 1586329579, 2375247979, // CN=SecureSign Root CA14, O=Cybertrust Japan Co., Ltd., C=JP
  0x0a46e777649980, 958157160, 1747094340, // CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE
  0x0a4c6d9309b9f1, 1326389264, 2273160464, // CN=QuoVadis Root CA 1 G3, O=QuoVadis Limited, C=BM
  0x0a79b373ba6705, 1706680354, 2494216354, // CN=SECOM TLS ECC Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x0adccfc50dad76, 1553040000, 2405116800, // CN=GlobalSign Root E46, O=GlobalSign nv-sa, C=BE
  0x0b01b240dd7a05, 1288082283, 2234853483, // CN=Buypass Class 2 Root CA, O=Buypass AS-983163327, C=NO
  0x0b4435dd86dff8, 1533022004, 2321940404, // CN=vTrus ECC Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x0ba1241a6db8f6, 1164659022, 1795812822, // CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust, Inc., OU=www.entrust.net/CPS is incorporated by reference, O=Entrust, Inc., C=US
  0x0babfbaf90dd7c, 1225295996, 1893456000, // OU=AC RAIZ FNMT-RCM, O=FNMT-RCM, C=ES
  0x0bb10186c90b87, 1556269076, 2345273876, // CN=TunTrust Root CA, O=Agence Nationale de Certification Electronique, C=TN
  0x0beca41b67a036, 1586334776, 2375253176, // CN=SecureSign Root CA15, O=Cybertrust Japan Co., Ltd., C=JP
  0x0c1bbb78966544, 1389895943, 2021047943, // CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US
  0x0c371c2fa31be1, 1457654400, 2240524800, // CN=UCA Global G2 Root, O=UniTrust, C=CN
  0x0c58f4d9cc2f8d, 1317890396, 2422427996, // CN=Certum Trusted Network CA 2, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x0d302eeb2f09a5, 1362485388, 1677845388, // CN=E-Tugra Certification Authority, OU=E-Tugra Sertifikasyon Merkezi, O=E-Tu?ra EBG Bili?im Teknolojileri ve Hizmetleri A.?., L=Ankara, C=TR
  0x0d3e36e94e46b5, 1316690522, 1916306522, // CN=Actalis Authentication Root CA, O=Actalis S.p.A./03358520967, L=Milan, C=IT
  0x0d6c2c7864896c, 1222857614, 2011823999, // CN=T-TeleSec GlobalRoot Class 2, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x0de1b3216ec4ad, 1162927878, 1893440455, // CN=SecureTrust CA, O=SecureTrust Corporation, C=US
  0x0de2b9bb666f22, 946057851, 1879596912, // CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net
  0x0e0d4a739e7f5c, 1617235200, 2406153600, // CN=Certainly Root E1, O=Certainly, C=US
  0x0e20b0a4aee84e, 1553040000, 2405116800, // CN=GlobalSign Root R46, O=GlobalSign nv-sa, C=BE
  0x0e3e2b98779a9d, 1706677915, 2494213915, // CN=SECOM TLS RSA Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x0eef975c740b6f, 1072915200, 1861919999, // CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0f7346eb71cffb, 1466553600, 2097705600, // CN=GTS Root R1, O=Google Trust Services LLC, C=US
  0x0f8e40df1ef37a, 1661445228, 2418309227, // CN=SSL.com TLS ECC Root CA 2022, O=SSL Corporation, C=US
  0x0f9d795bb7d02e, 1550828764, 2145887999, // CN=HiPKI Root CA - G1, O=Chunghwa Telecom Co., Ltd., C=TW
  0x0fb53b29c828d3, 1649235696, 2437635696, // CN=FIRMAPROFESIONAL CA ROOT-A WEB, 550461=VATES-A62634068, O=Firmaprofesional SA, C=ES
  0x102ce9bc8c9968, 1164395483, 1953313604, // CN=QuoVadis Root CA 3, O=QuoVadis Limited, C=BM
  0x103d06e0106d43, 1344395221, 1893380821, // CN=CFCA EV ROOT, O=China Financial Certification Authority, C=CN
  0x10635b133f703f, 1385367955, 2329374355, // CN=TUBITAK Kamu SM SSL Kok Sertifikasi - Surum 1, OU=Kamu Sertifikasyon Merkezi - Kamu SM, O=Turkiye Bilimsel ve Teknolojik Arastirma Kurumu - TUBITAK, L=Gebze - Kocaeli, C=TR
  0x1067c93da1f30c, 1545298653, 2334217053, // CN=AC RAIZ FNMT-RCM SERVIDORES SEGUROS, 550461=VATES-Q2826004J, OU=Ceres, O=FNMT-RCM, C=ES
  0x10b16f157b143d, 1454589136, 1893432196, // CN=TrustCor RootCert CA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x111dfbf24fbd52, 1518978600, 2307897000, // CN=emSign ECC Root CA - G3, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x1148c92217b9a8, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R5
  0x117a110085c165, 1533021845, 2321940245, // CN=vTrus Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x117deb07d6ce68, 1613732138, 2370596137, // CN=HARICA TLS RSA Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x118110a209911d, 1518978600, 2307897000, // CN=emSign Root CA - G1, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x118e2a0ffee5fe, 1426204800, 2177366400, // CN=UCA Extended Validation Root, O=UniTrust, C=CN
  0x11e9445c7bf6b4, 1432598400, 2221603200, // CN=Amazon Root CA 2, O=Amazon, C=US
  0x11ecfe64fca950, 1584522437, 2372922437, // CN=E-Tugra Global Root CA RSA v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1202eee4c70da1, 1264774824, 2240576424, // CN=AffirmTrust Premium ECC, O=AffirmTrust, C=US
  0x120a9a584eb337, 1152033604, 1940952004, // OU=certSIGN ROOT CA, O=certSIGN, C=RO
  0x122559077a409e, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1292ad386bd09c, 1088530756, 2035215556, // OU=Starfield Class 2 Certification Authority, O=Starfield Technologies, Inc., C=US
  0x1293365cd1a088, 1455300923, 2244305723, // CN=SSL.com EV Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x12d244588f5a5d, 1310050710, 1924991999, // C=DE, O=Atos, CN=Atos TrustedRoot 2011
  0x12ed8fda525e85, 1436265432, 2224665432, // CN=Hellenic Academic and Research Institutions ECC RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x136987e67d7a9d, 1264773966, 1924956366, // CN=AffirmTrust Commercial, O=AffirmTrust, C=US
  0x139250eb221037, 1222856996, 2011823999, // CN=T-TeleSec GlobalRoot Class 3, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x13d8566bba2686, 1715751716, 2346903715, // CN=TrustAsia TLS ECC Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x13f58f8e273dd0, 1466553600, 2097705600, // CN=GTS Root R3, O=Google Trust Services LLC, C=US
  0x140a90661a6ca9, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root R46, O=Sectigo Limited, C=GB
  0x145260cd7628d4, 1416978795, 2240582399, // CN=GDCA TrustAUTH R5 ROOT, O=GUANG DONG CERTIFICATE AUTHORITY CO.,LTD., C=CN
  0x146e969d735f35, 1610668800, 2399587199, // CN=DigiCert TLS ECC P384 Root G5, O=DigiCert, Inc., C=US
  0x149bb49fd97cf9, 1340778513, 1924963199, // CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x14a6a5031afc34, 1342689330, 2289374130, // CN=CA Disig Root R2, O=Disig a.s., L=Bratislava, C=SK
  0x14d9eab7b1800f, 1455298779, 2244303579, // CN=SSL.com Root Certification Authority RSA, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x14f4f78128dd1b, 1581292800, 2222899200, // CN=GLOBALTRUST 2020, O=e-commerce monitoring GmbH, C=AT
  0x14f77583b33349, 904651200, 1832673600, // CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE
  0x15283a3a6056bd, 1052975594, 1684126349, // CN=Hongkong Post Root CA 1, O=Hongkong Post, C=HK
  0x157f78c72bb08a, 1503046722, 2134252799, // CN=NAVER Global Root Certification Authority, O=NAVER BUSINESS PLATFORM Corp., C=KR
  0x168618b136b060, 1454589143, 2051198799, // CN=TrustCor RootCert CA-2, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x16e7daf39ba1a1, 1164931200, 1893455999, // CN=COMODO Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x171b7c4ee8d74b, 1163116800, 1952035200, // CN=DigiCert Assured ID Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1723d5cd02c455, 1576710405, 2289338164, // CN=Microsoft ECC Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x172ec87046037b, 1257410158, 1888562158, // CN=D-TRUST Root Class 3 CA 2 2009, O=D-Trust GmbH, C=DE
  0x177e61711b2589, 1521202213, 2310120613, // CN=Certum Trusted Root CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x1788b4e5d9194f, 1088528780, 2035213580, // OU=Go Daddy Class 2 Certification Authority, O=The Go Daddy Group, Inc., C=US
  0x17f13b3e9b186b, 1224677257, 1893413257, // CN=Certum Trusted Network CA, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x1821805d05af87, 1689602400, 2162988000, // CN=e-Szigno TLS Root CA 2023, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x18910ead359f6a, 1162928548, 1893441126, // CN=Secure Global CA, O=SecureTrust Corporation, C=US
  0x18a008086a2cce, 1503517003, 2292435403, // CN=Trustwave Global ECC P384 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x18be6c6bde922c, 1584524818, 2372924818, // CN=E-Tugra Global Root CA ECC v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x19017899314e21, 1576709482, 2289337223, // CN=Microsoft RSA Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x1930c189aae512, 1164392820, 1953311013, // CN=QuoVadis Root CA 2, O=QuoVadis Limited, C=BM
  0x1945e9c399272f, 1326394772, 2273165972, // CN=QuoVadis Root CA 2 G3, O=QuoVadis Limited, C=BM
  0x19681ef394f931, 1621476622, 2410308622, // CN=TrustAsia Global Root CA G4, O=TrustAsia Technologies, Inc., C=CN
  0x1982699f9c2839, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x19ae03c99b3937, 1454589153, 1893432487, // CN=TrustCor ECA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x19e20c1875bef8, 1621476619, 2410308619, // CN=TrustAsia Global Root CA G3, O=TrustAsia Technologies, Inc., C=CN
  0x1a06b4ab77f8f6, 1099329244, 2051242639, // CN=XRamp Global Certification Authority, O=XRamp Security Services Inc, OU=www.xrampsecurity.com, C=US
  0x1a09a518d26364, 1576725501, 2365125501, // CN=BJCA Global Root CA2, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x1a1357ef6d8e4a, 1522049094, 2310967494, // CN=Certum EC-384 CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x1a5fb3f61bcacb, 1197551308, 2144305645, // CN=Izenpe.com, O=IZENPE S.A., C=ES
  0x1a605f57de16ea, 1103509887, 2050194687, // OU=ePKI Root Certification Authority, O=Chunghwa Telecom Co., Ltd., C=TW
  0x1a79bc3a6e0ed8, 1380616347, 2011768347, // CN=Certigna Root CA, OU=0002 48146308100036, O=Dhimyotis, C=FR
  0x1a8246824369db, 1242808695, 1924936695, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x1b6e88de0e0a57, 1375358400, 2147169600, // CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1b9ec468be25bf, 1432598400, 2147299200, // CN=Amazon Root CA 1, O=Amazon, C=US
  0x1bd9be156bf0bd, 1654686502, 2443604902, // CN=SwissSign RSA TLS Root CA 2022 - 1, O=SwissSign AG, C=CH
  0x1c3e084a46efe4, 1161765035, 2108536235, // CN=SwissSign Gold CA - G2, O=SwissSign AG, C=CH
  0x1c7e07f9e4d990, 1264982400, 2147471999, // CN=USERTrust RSA Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x1ca00522176815, 1619083583, 2249803582, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA ECC TLS 2021
  0x1ca22238fbdb01, 1264774104, 1924956504, // CN=AffirmTrust Networking, O=AffirmTrust, C=US
  0x1ca9106bd135e4, 1576725377, 2365125377, // CN=BJCA Global Root CA1, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x1cdd115c03eb19, 1433415878, 2064567878, // CN=ISRG Root X1, O=Internet Security Research Group, C=US
  0x1cf30261e6e6bc, 1389894812, 2021046812, // CN=IdenTrust Public Sector Root CA 1, O=IdenTrust, C=US
  0x1cf72453a3dcfe, 1326399992, 2273171192, // CN=QuoVadis Root CA 3 G3, O=QuoVadis Limited, C=BM
  0x1d16abae19bcea, 1581414300, 2054799899, // CN=D-TRUST BR Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x1d257074e8a711, 1496456986, 2285375386, // CN=Hongkong Post Root CA 3, O=Hongkong Post, L=Hong Kong, ST=Hong Kong, C=HK
  0x1d389ea7125050, 1715751717, 2346903716, // CN=TrustAsia TLS RSA Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x1d998c968f1202, 1432598400, 2221603200, // CN=Amazon Root CA 3, O=Amazon, C=US
  0x1dac611cba9c9f, 1264982400, 2147471999, // CN=USERTrust ECC Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x1dcb75d203d2bb, 1375358400, 2147169600, // CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1dd1a8b88cf450, 1700041662, 2473844400, // CN=Telia RSA TLS Root CA v3, O=Telia Company AB, C=SE
  0x1e1e3b02bcef28, 1599177600, 2231510400, // CN=ISRG Root X2, O=Internet Security Research Group, C=US
  0x1e6eabd84bc152, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R4
  0x1e7c7ad3070029, 1466057836, 2147408236, // CN=Security Communication RootCA3, O=SECOM Trust Systems CO.,LTD., C=JP
  0x1e8ceaba483f7b, 1581415200, 2054800799, // CN=D-TRUST EV Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x1ed3581ff256a4, 1486373255, 2275291655, // OU=certSIGN ROOT CA G2, O=CERTSIGN SA, C=RO
  0x1f3c30cb13bebc, 1163116800, 1952035200, // CN=DigiCert Global Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1f48a6d2a8eafb, 1503403626, 2292322026, // CN=e-Szigno Root CA 2017, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x1f66be643d1322, 1683623433, 2157009032, // CN=D-TRUST EV Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x1fb032933e7b70, 1263859200, 2147471999, // CN=COMODO RSA Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x1fca367256f30e, 1613732470, 2370596469, // CN=HARICA TLS ECC Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x1feebf57ae770a, 1229008101, 1859728101, // CN=NetLock Arany (Class Gold) F?tan?s?tv?ny, OU=Tan?s?tv?nykiad?k (Certification Services), O=NetLock Kft., L=Budapest, C=HU
];
